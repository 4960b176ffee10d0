import type { FlowDefinition } from '../definition';
import type { Program } from '../program';
import { runSteps, type Steps } from '../steps';
import { type Coverage, measureCoverage } from './coverage';
import { runTest } from './run-test';
import type { FlowTest } from './test-document';
import type { TestResult } from './test-result';

/** A tested flow; `flows` holds its definition as "" and those of the flows that it calls by slug, for the coverage. */
export type TestedFlow = { program: Program; flows: { readonly [slug: string]: FlowDefinition } };

export type TestReport = { passed: number; failed: number; results: TestResult[]; coverage: Coverage };

/** Runs tests of a flow, one after the other; a step of the generator is one test. */
export function* runTestsInSteps(
  { program, flows }: TestedFlow,
  tests: readonly FlowTest[],
): Steps<TestReport> {
  const results: TestResult[] = [];
  for (const test of tests) {
    results.push(runTest(program, test));
    yield;
  }
  const failed = results.filter(({ passed }) => !passed).length;
  const coverage = measureCoverage(
    flows,
    results.map(({ exits }) => exits),
  );
  return { passed: results.length - failed, failed, results, coverage };
}

/** Runs tests of a flow at once. */
export function runTests(tested: TestedFlow, tests: readonly FlowTest[]): TestReport {
  return runSteps(runTestsInSteps(tested, tests));
}
