import type { FlowDefinition } from '@/server/engine/definition';
import { runTestsInSteps, type TestReport } from '@/server/engine/flow-test/run-tests';
import type { FlowTest } from '@/server/engine/flow-test/test-document';
import { compileInSteps, type Program } from '@/server/engine/program';
import { parseParts } from '@/server/engine/validate/parse-shape';
import { runInSlices } from '@/server/gateways/run-in-slices';
import type { ServiceContext } from '../../context';
import { readPinnedVersions } from '../version/read-pinned-versions';

/**
 * A valid definition, the version of each flow that it calls by slug, and the tests to run on it. `along` has the programs of versions
 * that are not stored yet.
 */
type Tested = {
  definition: FlowDefinition;
  links: Record<string, string>;
  along?: ReadonlyMap<string, Program>;
  tests: readonly FlowTest[];
};

/** Runs tests on a valid definition without blocking other requests. */
export async function runTestsOn(
  ctx: ServiceContext,
  orgId: string,
  { definition, links, along, tests }: Tested,
): Promise<TestReport> {
  const calls = new Map<string, Program>();
  for (const [called, versionId] of Object.entries(links))
    calls.set(called, along?.get(versionId) ?? (await ctx.programs.get(orgId, versionId)));
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
