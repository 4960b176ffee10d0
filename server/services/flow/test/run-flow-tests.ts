import { findFlowVersion } from '@/server/db/flow-version/stored';
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
  const { problems, links } = await checkDefinition(ctx, orgId, { input: given, ownSlug: slug });
  requireNoErrors(problems);
  const shape = await runInSlices(parseParts(given));
  if (!shape.ok) throw domainError('flow_invalid', { problems });
  const calls = new Map<string, Program>();
  for (const [called, versionId] of Object.entries(links))
    calls.set(called, await ctx.programs.get(orgId, versionId));
  const program = await runInSlices(compileInSteps(shape.definition, calls));
  const flows = { '': shape.definition, ...(await readCalled(ctx, orgId, links)) };
  return runInSlices(runTestsInSteps({ program, flows }, tests));
}

/** The definitions of the called flows, and of those that they call, by slug. */
async function readCalled(
  ctx: ServiceContext,
  orgId: string,
  links: Record<string, string>,
): Promise<Record<string, FlowDefinition>> {
  const flows: Record<string, FlowDefinition> = {};
  const waiting = Object.entries(links);
  for (let call = waiting.shift(); call; call = waiting.shift()) {
    const [slug, versionId] = call;
    if (Object.hasOwn(flows, slug)) continue;
    const version = await findFlowVersion(ctx.db, { orgId, versionId });
    const shape = version && (await runInSlices(parseParts(version.definition)));
    if (!version || !shape?.ok) continue;
    flows[slug] = shape.definition;
    waiting.push(...Object.entries(version.links));
  }
  return flows;
}
