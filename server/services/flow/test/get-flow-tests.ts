import type { Json } from '@/server/shared/json';
import { requireScope, type ServiceContext } from '../../context';
import { getFlowRow } from '../internal';
import { readTests } from './read-tests';

/** Returns the tests of a flow as they were saved; throws not_found. */
export async function getFlowTests(ctx: ServiceContext, { flowId }: { flowId: string }): Promise<Json[]> {
  const orgId = requireScope(ctx, 'flows:read');
  const { id } = await getFlowRow(ctx, orgId, flowId);
  return readTests(ctx.db, { orgId, flowId: id });
}
