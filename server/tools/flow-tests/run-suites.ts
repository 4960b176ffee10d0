import { parseTests } from '@/server/engine/flow-test/parse-tests';
import { runTests, type TestReport } from '@/server/engine/flow-test/run-tests';
import { type CompiledFlows, compileLoaded, listCalled } from './compile-loaded';
import type { LoadedFlow } from './load-flows';

/** The tests of a flow. `error` says why they could not run; `report` is then null. */
export type Suite = { file: string; slug: string; report: TestReport | null; error: string | null };

/** Runs the tests of flows, which may call each other by slug. */
export function runSuites(flows: readonly LoadedFlow[]): Suite[] {
  const compiled = compileLoaded(flows);
  return flows.filter(({ tests }) => tests.length > 0).map((flow) => runSuite(flow, compiled));
}

function runSuite({ file, slug, tests }: LoadedFlow, compiled: CompiledFlows): Suite {
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
