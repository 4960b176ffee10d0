import type { TestReport } from '@/server/engine/flow-test/run-tests';
import { domainError } from '@/server/shared/errors';
import { requireScope, type ServiceContext } from '../../context';
import { checkDefinition } from '../draft/check-definition';
import { requireNoErrors } from '../draft/require-no-errors';
import { getFlowRow, requireDraftSize } from '../internal';
import { readTests } from './read-tests';
import { requireTests } from './require-tests';
import { runTestsOn } from './run-tests-on';

export type RunFlowTestsInput = {
  flowId: string;
  /** Tests to run instead of the stored ones. */
  tests?: unknown;
  /** A definition to test instead of the draft; it is not saved. */
  definition?: unknown;
};

/**
 * Runs the tests of a flow on its draft, with the published versions of the flows that it calls. Nothing is saved or sent. Throws
 * not_found, invalid_request, limit_exceeded, and flow_invalid for a definition with errors.
 */
export async function runFlowTests(ctx: ServiceContext, input: RunFlowTestsInput): Promise<TestReport> {
  const orgId = requireScope(ctx, 'flows:read');
  const { id, draft, slug } = await getFlowRow(ctx, orgId, input.flowId);
  const { definition: given = draft, tests: givenTests } = input;
  if (input.definition !== undefined) requireDraftSize(given);
  const tests = requireTests(givenTests ?? (await readTests(ctx.db, { orgId, flowId: id })), ['tests']);
  const { problems, links, definition } = await checkDefinition(ctx, orgId, { input: given, ownSlug: slug });
  requireNoErrors(problems);
  if (definition === null) throw domainError('flow_invalid', { problems });
  return runTestsOn(ctx, orgId, { definition, links, tests });
}
