import { updateFlowTests } from '@/server/db/flow/tests';
import { domainError } from '@/server/shared/errors';
import { withChange } from '../../audit/with-change';
import { requireScope, type ServiceContext } from '../../context';
import { requireValid } from '../../require-valid';
import { getFlowId } from '../internal';
import { testsSchema } from '../schema';
import { getFlowTests } from './get-flow-tests';
import type { FlowTestsView } from './read-tests';
import { requireTests } from './require-tests';

export type SaveFlowTests = { flowId: string; tests: unknown; ifTag?: string | undefined };

/**
 * Replaces the tests of a flow, and returns them. Throws not_found, invalid_request, limit_exceeded, and precondition_failed when
 * the tests are not those of `ifTag`.
 */
export async function saveFlowTests(
  ctx: ServiceContext,
  { flowId, tests: given, ifTag }: SaveFlowTests,
): Promise<FlowTestsView> {
  const orgId = requireScope(ctx, 'flows:write');
  const tests = requireValid(testsSchema, given, ['tests']);
  requireTests(tests, ['tests']);
  const id = await getFlowId(ctx, orgId, flowId);
  const at = new Date(ctx.clock.now());
  // Tests are saved while they are written, as drafts are; the audit log records what is published.
  const tag = await withChange(ctx, async (tx) => ({
    result: await updateFlowTests(tx, { orgId, flowId: id, tests, ifTag: ifTag ?? null, at }),
    change: null,
  }));
  if (tag !== null) return { tests, tag };
  throw domainError('precondition_failed', { current: (await getFlowTests(ctx, { flowId: id })).tag });
}
