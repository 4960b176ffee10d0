import { findFlowTests } from '@/server/db/flow/tests';
import { domainError } from '@/server/shared/errors';
import { requireScope, type ServiceContext } from '../../context';
import { getFlowId } from '../internal';
import { type FlowTestsView, toTestsView } from './read-tests';

/** Returns the tests of a flow as they were saved; throws not_found. */
export async function getFlowTests(
  ctx: ServiceContext,
  { flowId }: { flowId: string },
): Promise<FlowTestsView> {
  const orgId = requireScope(ctx, 'flows:read');
  const row = await findFlowTests(ctx.db, { orgId, flowId: await getFlowId(ctx, orgId, flowId) });
  if (row) return toTestsView(row);
  throw domainError('not_found', { thing: 'flow', id: flowId });
}
