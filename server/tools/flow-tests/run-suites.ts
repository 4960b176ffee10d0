import type { FlowDefinition } from '@/server/engine/definition';
import { parseTests } from '@/server/engine/flow-test/parse-tests';
import { runTests, type TestReport } from '@/server/engine/flow-test/run-tests';
import { compileProgram, type Program } from '@/server/engine/program';
import { validateFlow } from '@/server/engine/validate';
import type { LoadedFlow } from './load-flows';

/** The tests of a flow. `error` says why they could not run; `report` is then null. */
export type Suite = { file: string; slug: string; report: TestReport | null; error: string | null };

type Compiled = { definition: FlowDefinition; program: Program };

/** Runs the tests of flows, which may call each other by slug. */
export function runSuites(flows: readonly LoadedFlow[]): Suite[] {
  const programs = new Map<string, Program>();
  const compiled = new Map<string, Compiled | string>();
  for (const flow of flows) {
    const made = compile(flow, programs);
    compiled.set(flow.slug, made);
    if (typeof made !== 'string') programs.set(flow.slug, made.program);
  }
  return flows.filter(({ tests }) => tests.length > 0).map((flow) => runSuite(flow, compiled));
}

function compile(
  { definition: given }: LoadedFlow,
  programs: ReadonlyMap<string, Program>,
): Compiled | string {
  const { definition, problems } = validateFlow(given);
  const error = problems.find(({ severity }) => severity === 'error');
  if (!definition || error) return `the flow is invalid: ${error?.path} ${error?.message}`;
  return { definition, program: compileProgram(definition, programs) };
}

function runSuite(
  { file, slug, tests }: LoadedFlow,
  compiled: ReadonlyMap<string, Compiled | string>,
): Suite {
  const fail = (error: string): Suite => ({ file, slug, report: null, error });
  const own = compiled.get(slug);
  if (!own || typeof own === 'string') return fail(own ?? 'the flow is missing');
  const parsed = parseTests(tests);
  if (!parsed.ok) {
    const [problem] = parsed.problems;
    return fail(`the tests are invalid: ${problem?.path.join('.')} ${problem?.message}`);
  }
  const flows = { '': own.definition, ...listCalled(own.definition, compiled) };
  return { file, slug, report: runTests({ program: own.program, flows }, parsed.tests), error: null };
}

/** The definitions of the called flows, and of those that they call, by slug. */
function listCalled(
  definition: FlowDefinition,
  compiled: ReadonlyMap<string, Compiled | string>,
): Record<string, FlowDefinition> {
  const found: Record<string, FlowDefinition> = {};
  const waiting = listCalledSlugs(definition);
  for (let slug = waiting.shift(); slug !== undefined; slug = waiting.shift()) {
    const flow = compiled.get(slug);
    if (Object.hasOwn(found, slug) || !flow || typeof flow === 'string') continue;
    found[slug] = flow.definition;
    waiting.push(...listCalledSlugs(flow.definition));
  }
  return found;
}

function listCalledSlugs({ nodes }: FlowDefinition): string[] {
  return nodes.flatMap((node) => (node.kind === 'subflow' ? [node.flow] : []));
}
