import { findFlowPointers } from '@/server/db/flow/environments';
import { domainError } from '@/server/shared/errors';
import { requireScope, type ServiceContext } from '../context';
import { getFlowHead } from '../flow/internal';
import { listEnvironmentNames } from './list-environment-names';
import { type FlowEnvironmentView, toFlowEnvironmentViews } from './view';

/** Lists what a flow has in each environment, production first, then by name. Throws not_found. */
export async function listFlowEnvironments(
  ctx: ServiceContext,
  { flowId }: { flowId: string },
): Promise<FlowEnvironmentView[]> {
  const orgId = requireScope(ctx, 'flows:read');
  const { id } = await getFlowHead(ctx, orgId, flowId);
  const [pointers, names] = await Promise.all([
    findFlowPointers(ctx.db, { orgId, flowId: id }),
    listEnvironmentNames(ctx, orgId),
  ]);
  if (!pointers) throw domainError('not_found', { thing: 'flow', id });
  return toFlowEnvironmentViews(ctx.db, { orgId, pointers, names });
}
