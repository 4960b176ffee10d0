import type { FlowDefinition } from '@/server/engine/definition';
import { measureCoverage } from '@/server/engine/flow-test/coverage';
import { parseTests } from '@/server/engine/flow-test/parse-tests';
import { runTest, runTestFully } from '@/server/engine/flow-test/run-test';
import type { FlowTest } from '@/server/engine/flow-test/test-document';
import type { TestFailure } from '@/server/engine/flow-test/test-result';
import { runSteps } from '@/server/engine/steps';
import { parseParts } from '@/server/engine/validate/parse-shape';
import type { DraftTests, OneDraftTest, TestConduct, TestsReport } from '../engine/test-tasks';
import { parseDraft } from '../json/parse-draft';
import { compileDraft } from './compile-draft';

type Compiled = Pick<DraftTests, 'text' | 'called'>;

/** Runs all tests of a draft, each also if others are invalid. */
export function runDraftTests({ tests, ...draft }: DraftTests): TestsReport {
  const compiled = compileDraft(draft);
  if (!compiled.ok) return compiled;
  const exits: string[][] = [];
  const results = tests.map((input) => {
    const parsed = parseOne(input);
    if ('message' in parsed) return { failure: parsed };
    const { failures, exits: taken } = runTest(compiled.program, parsed.test);
    exits.push(taken);
    return { failure: failures[0] ?? null };
  });
  return { ok: true, results, coverage: measureCoverage(readDefinitions(draft), exits) };
}

/** Runs one test of a draft, and returns what the flow did at each step. */
export function runDraftTest({ test: input, ...draft }: OneDraftTest): TestConduct {
  const compiled = compileDraft(draft);
  if (!compiled.ok) return compiled;
  const parsed = parseOne(input);
  if ('message' in parsed) return { ok: true, failures: [parsed], observed: [], trace: [] };
  const { result, replay } = runTestFully(compiled.program, parsed.test);
  const trace = replay.steps.flatMap((step) => step.result.trace.steps);
  return { ok: true, failures: result.failures, observed: result.observed, trace };
}

/** The definitions of the draft, as "", and of the flows that it calls, by slug. */
function readDefinitions({ text, called }: Compiled): { [slug: string]: FlowDefinition } {
  const parsed = parseDraft(text);
  const inputs = [...Object.values(called.flows).map(({ slug, definition }) => [slug, definition] as const)];
  if (parsed.ok) inputs.unshift(['', parsed.draft as never]);
  return Object.fromEntries(
    inputs.flatMap(([slug, input]) => {
      const shape = runSteps(parseParts(input));
      return shape.ok ? [[slug, shape.definition] as const] : [];
    }),
  );
}

/** A test, or the failure of one that is invalid. */
function parseOne(input: unknown): { test: FlowTest } | TestFailure {
  const parsed = parseTests([input]);
  const [test] = parsed.ok ? parsed.tests : [];
  if (test) return { test };
  const { path, message } = (!parsed.ok && parsed.problems[0]) || { path: [0], message: 'is invalid' };
  const [, list, index, ...rest] = path;
  const step = list === 'steps' && typeof index === 'number' ? index : null;
  const place = step === null ? 'The test' : `Step ${step + 1}`;
  const field = (step === null ? path.slice(1) : rest).join(' ');
  return {
    at: step === null ? 'start' : 'step',
    step,
    part: 'step',
    diff: [],
    message: `${place}: ${field} ${message}.`,
  };
}
