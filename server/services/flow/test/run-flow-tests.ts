import type { FlowDefinition } from '@/server/engine/definition';
import { runTestsInSteps, type TestReport } from '@/server/engine/flow-test/run-tests';
import { compileInSteps, type Program } from '@/server/engine/program';
import { parseParts } from '@/server/engine/validate/parse-shape';
import { runInSlices } from '@/server/gateways/run-in-slices';
import { domainError } from '@/server/shared/errors';
import { requireScope, type ServiceContext } from '../../context';
import { checkDefinition } from '../draft/check-definition';
import { requireNoErrors } from '../draft/require-no-errors';
import { getFlowRow, requireDraftSize } from '../internal';
import { readPinnedVersions } from '../version/read-pinned-versions';
import { readTests } from './read-tests';
import { requireTests } from './require-tests';

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
  const calls = new Map<string, Program>();
  for (const [called, versionId] of Object.entries(links))
    calls.set(called, await ctx.programs.get(orgId, versionId));
  const program = await runInSlices(compileInSteps(definition, calls));
  const flows = { '': definition, ...(await readCalled(ctx, orgId, links)) };
  return runInSlices(runTestsInSteps({ program, flows }, tests));
}

/** The definitions of the called flows, and of those that they call, by slug. */
async function readCalled(
  { db }: ServiceContext,
  orgId: string,
  links: Record<string, string>,
): Promise<Record<string, FlowDefinition>> {
  const versions = await readPinnedVersions(db, orgId, Object.values(links));
  const flows: Record<string, FlowDefinition> = {};
  for (const [slug, versionId] of [{ links }, ...versions.values()].flatMap((one) =>
    Object.entries(one.links),
  )) {
    const version = Object.hasOwn(flows, slug) ? undefined : versions.get(versionId);
    const shape = version && (await runInSlices(parseParts(version.definition)));
    if (shape?.ok) flows[slug] = shape.definition;
  }
  return flows;
}
