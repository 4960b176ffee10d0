import { listVersionIds } from '@/server/db/flow-version/published';
import { domainError } from '@/server/shared/errors';
import { requireScope, type ServiceContext } from '../context';
import { getFlowHead } from '../flow/internal';
import { requireValid } from '../require-valid';
import { requireEnvironment } from './require-environment';
import { type PromotionInput, promotionSchema } from './schema';
import { setVersions } from './set-versions';
import type { FlowEnvironmentView } from './view';

/**
 * Gives an environment one version of a flow, or up to five, among which sessions are divided by weight. The first one has the
 * triggers and is the one that flows which call this one are pinned to. Throws not_found, invalid_request, and flow_invalid when
 * another flow has one of its triggers.
 */
export async function promoteVersions(
  ctx: ServiceContext,
  { flowId, environment, ...input }: { flowId: string; environment: string } & PromotionInput,
): Promise<FlowEnvironmentView> {
  const orgId = requireScope(ctx, 'flows:write');
  const { versions } = requireValid(promotionSchema, input);
  await requireEnvironment(ctx, orgId, environment);
  const flow = await getFlowHead(ctx, orgId, flowId);
  const ids = await listVersionIds(ctx.db, {
    orgId,
    flowId: flow.id,
    numbers: versions.map(({ number }) => number),
  });
  const chosen = versions.map(({ number, weight }) => {
    const id = ids.get(number);
    if (id === undefined) throw domainError('not_found', { thing: 'version', id: String(number) });
    // A weight says nothing about one version alone.
    return { id, weight: versions.length === 1 ? 1 : weight };
  });
  return setVersions(ctx, { orgId, flow, environment, action: 'flow.promoted', choose: () => chosen });
}
