import { countLiveSessions as countLiveRows, type LiveSessionCount } from '@/server/db/session/count-live';
import { requireScope, type ServiceContext } from '../context';
import { getFlowRow } from './internal';

/** Tells how many sessions of a flow go on, by version, the newest first; trials are not counted. Throws not_found. */
export async function countLiveSessions(
  ctx: ServiceContext,
  { flowId }: { flowId: string },
): Promise<LiveSessionCount[]> {
  const orgId = requireScope(ctx, 'flows:read');
  const flow = await getFlowRow(ctx, orgId, flowId);
  return countLiveRows(ctx.db, { orgId, flowId: flow.id });
}
