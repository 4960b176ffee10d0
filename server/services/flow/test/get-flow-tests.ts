import type { Json } from '@/server/shared/json';
import { requireScope, type ServiceContext } from '../../context';
import { getFlowId } from '../internal';
import { readTests } from './read-tests';

/** Returns the tests of a flow as they were saved; throws not_found. */
export async function getFlowTests(ctx: ServiceContext, { flowId }: { flowId: string }): Promise<Json[]> {
  const orgId = requireScope(ctx, 'flows:read');
  return readTests(ctx.db, { orgId, flowId: await getFlowId(ctx, orgId, flowId) });
}
