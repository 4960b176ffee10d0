import { type FlowActivityRow, listFlowActivity as listActivityRows } from '@/server/db/flow/activity';
import { isUuid } from '@/server/shared/ids';
import { requireScope, type ServiceContext } from '../context';

/** Tells of each flow what starts it and how many of its sessions go on; leaves out what is not there. */
export async function listFlowActivity(
  ctx: ServiceContext,
  { flowIds }: { flowIds: readonly string[] },
): Promise<FlowActivityRow[]> {
  const orgId = requireScope(ctx, 'flows:read');
  return listActivityRows(ctx.db, { orgId, flowIds: flowIds.filter(isUuid) });
}
