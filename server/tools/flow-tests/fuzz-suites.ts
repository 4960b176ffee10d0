import type { TestResult } from '@/server/engine/flow-test/test-result';
import { openFuzz } from '@/server/engine/fuzz/fuzz';
import type { Finding, FuzzReport } from '@/server/engine/fuzz/fuzz-report';
import { runSteps } from '@/server/engine/steps';
import { compileLoaded, listCalled } from './compile-loaded';
import type { LoadedFlow } from './load-flows';
import type { Suite } from './run-suites';

/** The people that played a flow; null if it is invalid, for the reason `error`. */
export type FuzzedFlow = Pick<Suite, 'file' | 'slug' | 'error'> & { fuzz: FuzzReport | null };

/** Plays people against flows, which may call each other by slug. */
export function fuzzFlows(
  flows: readonly LoadedFlow[],
  options: { people: number; seed: string },
): FuzzedFlow[] {
  const compiled = compileLoaded(flows);
  return flows.map(({ file, slug }) => {
    const own = compiled.get(slug);
    if (!own || typeof own === 'string')
      return { file, slug, error: own ?? 'the flow is missing', fuzz: null };
    const tested = {
      program: own.program,
      flows: { '': own.definition, ...listCalled(own.definition, compiled) },
    };
    return { file, slug, error: null, fuzz: runSteps(openFuzz(tested, options).steps) };
  });
}

/** The findings as failed tests, for the formats of test results; a flow without findings has passed. */
export function toSuites(fuzzed: readonly FuzzedFlow[]): Suite[] {
  return fuzzed.map(({ fuzz, ...flow }) => {
    if (!fuzz) return { ...flow, report: null };
    const { findings, coverage } = fuzz;
    const results =
      findings.length > 0
        ? findings.map(toResult)
        : [toPassed(`${fuzz.people} people found nothing wrong (seed ${fuzz.seed})`)];
    return {
      ...flow,
      report: { passed: findings.length > 0 ? 0 : 1, failed: findings.length, results, coverage },
    };
  });
}

function toPassed(name: string): TestResult {
  return { name, passed: true, failures: [], observed: [], exits: [] };
}

function toResult({ kind, node, code, message, transcript }: Finding): TestResult {
  const diff = transcript.map(({ by, text }) => `${SIGNS[by]} ${text.replace(/\s+/g, ' ')}`);
  const failure = { at: 'end' as const, step: null, part: 'step' as const, message, diff };
  return { ...toPassed(`${kind} at ${node} (${code})`), passed: false, failures: [failure] };
}

const SIGNS = { person: '>', flow: '<', outside: '#' };
