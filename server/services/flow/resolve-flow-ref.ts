import { hasArchivedFlow } from '@/server/db/flow/archive';
import { findFlowIdBySlug } from '@/server/db/flow/store';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import { requireScope, type ServiceContext } from '../context';
import { isSlug } from './slug';

/** Resolves a flow's id or slug to its id; an id is not looked up. Throws not_found, flow_archived. */
export async function resolveFlowRef(ctx: ServiceContext, { flowRef }: { flowRef: string }): Promise<string> {
  const orgId = requireScope(ctx, 'sessions:write');
  if (isUuid(flowRef)) return flowRef;
  const bySlug = isSlug(flowRef) ? { orgId, slug: flowRef } : null;
  const flowId = bySlug && (await findFlowIdBySlug(ctx.db, bySlug));
  if (flowId !== null) return flowId;
  if (bySlug && (await hasArchivedFlow(ctx.db, bySlug)))
    throw domainError('flow_archived', { flowId: flowRef });
  throw domainError('not_found', { thing: 'flow', id: flowRef });
}
