import { requireScope, type ServiceContext } from '../context';
import { getFlowRow, toFlowView } from './internal';
import type { FlowView } from './view';

/** Returns a flow with its draft; throws not_found. */
export async function getFlow(ctx: ServiceContext, { flowId }: { flowId: string }): Promise<FlowView> {
  const orgId = requireScope(ctx, 'flows:read');
  return toFlowView(await getFlowRow(ctx, orgId, flowId));
}
