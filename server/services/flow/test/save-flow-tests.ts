import { updateFlowTests } from '@/server/db/flow/tests';
import type { Json } from '@/server/shared/json';
import { withChange } from '../../audit/with-change';
import { requireScope, type ServiceContext } from '../../context';
import { requireValid } from '../../require-valid';
import { getFlowId, requireFlowRow } from '../internal';
import { testsSchema } from '../schema';
import { requireTests } from './require-tests';

/** Replaces the tests of a flow, and returns them; throws not_found, invalid_request, limit_exceeded. */
export async function saveFlowTests(
  ctx: ServiceContext,
  { flowId, tests: given }: { flowId: string; tests: unknown },
): Promise<Json[]> {
  const orgId = requireScope(ctx, 'flows:write');
  const tests = requireValid(testsSchema, given, ['tests']);
  requireTests(tests, ['tests']);
  const id = await getFlowId(ctx, orgId, flowId);
  const at = new Date(ctx.clock.now());
  // Tests are saved while they are written, as drafts are; the audit log records what is published.
  const isSaved = await withChange(ctx, async (tx) => ({
    result: await updateFlowTests(tx, { orgId, flowId: id, tests, at }),
    change: null,
  }));
  if (!isSaved) requireFlowRow(null, id);
  return tests;
}
