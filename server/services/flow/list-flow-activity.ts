import { type FlowActivityRow, listFlowActivity as listActivityRows } from '@/server/db/flow/activity';
import { isUuid } from '@/server/shared/ids';
import { requireScope, type ServiceContext } from '../context';

/** Lists the triggers and the number of running sessions per flow; unknown flows are left out. */
export async function listFlowActivity(
  ctx: ServiceContext,
  { flowIds }: { flowIds: readonly string[] },
): Promise<FlowActivityRow[]> {
  const orgId = requireScope(ctx, 'flows:read');
  return listActivityRows(ctx.db, { orgId, flowIds: flowIds.filter(isUuid) });
}
