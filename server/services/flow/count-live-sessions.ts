import { countLiveSessions as countLiveRows, type LiveSessionCount } from '@/server/db/session/count-live';
import { requireScope, type ServiceContext } from '../context';
import { getFlowHead } from './internal';

/** Counts the running sessions of a flow by version, newest first, without test sessions. Throws not_found. */
export async function countLiveSessions(
  ctx: ServiceContext,
  { flowId }: { flowId: string },
): Promise<LiveSessionCount[]> {
  const orgId = requireScope(ctx, 'flows:read');
  const flow = await getFlowHead(ctx, orgId, flowId);
  return countLiveRows(ctx.db, { orgId, flowId: flow.id });
}
