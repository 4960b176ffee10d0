import type { VersionRef } from '@/server/engine/replay/recording';
import { domainError } from '@/server/shared/errors';
import type { ServiceContext } from '../context';
import { getFlowHead } from '../flow/internal';
import { getVersionRow } from '../flow/version/get-version';
import { readVersionFlows } from '../replay/replay-flows';
import type { ReplayFlows } from '../replay/replay-task';

/** A version that sessions are moved to, with the versions that it is pinned to. */
export type MoveTarget = { version: VersionRef & { number: number }; flows: ReplayFlows };

/**
 * Reads a published version of a flow by its number, the current one by default. Throws not_found, and flow_not_published for a
 * flow without one.
 */
export async function readTarget(
  ctx: ServiceContext,
  { orgId, flowId, number }: { orgId: string; flowId: string; number: number | undefined },
): Promise<MoveTarget> {
  const { id, number: found } = await getVersionRow(ctx, orgId, await toRef(ctx, { orgId, flowId, number }));
  const flows = await readVersionFlows(ctx, orgId, id);
  if (!flows) throw domainError('not_found', { thing: 'version', id });
  return { version: { id, number: found }, flows };
}

async function toRef(
  ctx: ServiceContext,
  { orgId, flowId, number }: { orgId: string; flowId: string; number: number | undefined },
): Promise<Parameters<typeof getVersionRow>[2]> {
  if (number !== undefined) return { flowId, number };
  const { versionId } = await getFlowHead(ctx, orgId, flowId);
  if (versionId === null) throw domainError('flow_not_published', { flowId });
  return { flowId, versionId };
}
