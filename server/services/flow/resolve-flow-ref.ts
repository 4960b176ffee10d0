import { findFlowIdBySlug } from '@/server/db/flow/store';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import { requireScope, type ServiceContext } from '../context';
import { isSlug } from './slug';

/** Resolves a flow's id or slug to its id; an id is not looked up. Throws not_found. */
export async function resolveFlowRef(ctx: ServiceContext, { flowRef }: { flowRef: string }): Promise<string> {
  const orgId = requireScope(ctx, 'sessions:write');
  if (isUuid(flowRef)) return flowRef;
  const flowId = isSlug(flowRef) ? await findFlowIdBySlug(ctx.db, { orgId, slug: flowRef }) : null;
  if (flowId === null) throw domainError('not_found', { thing: 'flow', id: flowRef });
  return flowId;
}
