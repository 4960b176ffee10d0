/** Makes tests from recorded sessions. */
import { canonicalJson } from '@/server/shared/json';
import type { Json } from '../json';
import type { Program } from '../program';
import { replay } from '../replay/drive';
import { chooseCover, listExits } from '../replay/minimize';
import type { RecordedSession } from '../replay/recording';
import type { Replay } from '../replay/replay-step';
import { initialState } from '../run';
import { type Observation, observe } from './observe';
import { type Detail, readAnswers } from './read-answers';
import { readStart, readSteps } from './read-steps';
import { runTestFully } from './run-test';
import { type FlowTest, MAX_TEST_STEPS } from './test-document';
import type { TestRun } from './test-result';
import { toEndExpectation, toStepExpectation } from './to-expectation';

/** A recorded session, and the program that it ran on. */
export type TestSource = { name: string; program: Program; session: RecordedSession };

/** A test that passes on its program. `isExact` is false if the conversation of the test is not that of the record. */
export type MadeTest = { test: FlowTest; isExact: boolean };

/**
 * Makes a test from a recorded session, with exact expectations after each step. Times and headers are kept only where the
 * conversation depends on them.
 */
export function makeTest(source: TestSource): MadeTest {
  const past = replay(source.program, source.session, { type: 'exact' });
  const plain = tryTest(source, past, 'plain');
  if (plain.isExact) return plain;
  const timed = tryTest(source, past, 'timed');
  return timed.isExact ? timed : plain;
}

/** Makes tests from the fewest sessions that pass every exit that any of them passes. */
export function distillTests(sources: readonly TestSource[]): MadeTest[] {
  const candidates = sources.map((source) => {
    const exits = listExits(replay(source.program, source.session, { type: 'exact' }));
    return { item: source, exits, cost: source.session.turns.length };
  });
  return chooseCover(candidates).map(makeTest);
}

function tryTest({ name, program, session }: TestSource, past: Replay, detail: Detail): MadeTest {
  const read = readSteps(past.steps, detail);
  const bare: FlowTest = {
    ...{ name, seed: session.seed, start: readStart(past.steps) },
    answers: readAnswers(past.steps, detail),
    steps: read.slice(0, MAX_TEST_STEPS),
  };
  const run = runTestFully(program, bare);
  const isComplete = run.result.passed && read.length === bare.steps.length;
  return { test: expectRun(bare, run), isExact: isComplete && isSame(past, run.replay) };
}

/** Adds what a run observed as expectations; steps that it did not take are left out. */
function expectRun(test: FlowTest, { result, replay: { steps } }: TestRun): FlowTest {
  const [failure] = result.failures;
  // The step that fails, and those after it, are left out.
  const [started, ...observed] = failure
    ? result.observed.slice(0, (failure.step ?? -1) + 1)
    : result.observed;
  const last = steps.at(-1)?.result.state;
  return {
    ...test,
    start: { ...test.start, ...(started && { expect: toStepExpectation(started) }) },
    steps: test.steps.flatMap((step, index) => {
      const came = observed[index];
      return came ? [{ ...step, expect: toStepExpectation(came) }] : [];
    }),
    ...(result.passed && last && { expect: toEndExpectation(observe(steps, 0, last)) }),
  };
}

function isSame(past: Replay, next: Replay): boolean {
  return describeConduct(past) === describeConduct(next);
}

/** The conduct of a flow in a replay, without the bodies of its calls. */
function describeConduct({ steps }: Replay): string {
  const state = steps.at(-1)?.result.state ?? initialState('');
  const { calls, choices, ...conduct }: Observation = observe(steps, 0, state);
  const requests = calls.map(({ node, method, url }) => ({ node, method, url }));
  return canonicalJson({ ...conduct, calls: requests } as Json);
}
