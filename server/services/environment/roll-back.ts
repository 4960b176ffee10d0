import type { FlowPointers } from '@/server/db/flow/environments';
import type { WeightedVersion } from '@/server/db/flow/stored-environments';
import { domainError } from '@/server/shared/errors';
import { requireScope, type ServiceContext } from '../context';
import { getFlowHead } from '../flow/internal';
import { requireEnvironment } from './require-environment';
import { setVersions } from './set-versions';
import { readEnvironment } from './versions-in';
import type { FlowEnvironmentView } from './view';

/**
 * Gives an environment the versions of a flow that it had before the last change; doing so twice undoes it. Throws not_found, and
 * invalid_request when there are none.
 */
export async function rollBack(
  ctx: ServiceContext,
  { flowId, environment }: { flowId: string; environment: string },
): Promise<FlowEnvironmentView> {
  const orgId = requireScope(ctx, 'flows:write');
  await requireEnvironment(ctx, orgId, environment);
  const flow = await getFlowHead(ctx, orgId, flowId);
  const choose = (pointers: FlowPointers) => getVersionsBefore(pointers, environment);
  return setVersions(ctx, { orgId, flow, environment, action: 'flow.rolled-back', choose });
}

function getVersionsBefore(pointers: FlowPointers, environment: string): readonly WeightedVersion[] {
  const { before = null } = readEnvironment(pointers, environment) ?? {};
  if (before) return before;
  const message = `has no earlier version of this flow to roll back to`;
  throw domainError('invalid_request', { issues: [{ path: ['environment'], message }] });
}
