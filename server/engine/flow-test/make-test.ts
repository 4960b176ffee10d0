/** Makes tests from recorded sessions. */
import type { Program } from '../program';
import { replay } from '../replay/drive';
import { chooseCover, listExits } from '../replay/minimize';
import { cutSession, type RecordedEvent, type RecordedSession } from '../replay/recording';
import type { Replay } from '../replay/replay-step';
import { findDifference } from './find-difference';
import { nameTest } from './name-test';
import { type Observation, observe } from './observe';
import { type Detail, readAnswers } from './read-answers';
import { readStart, readSteps } from './read-steps';
import { runTestFully } from './run-test';
import { type FlowTest, MAX_TEST_STEPS } from './test-document';
import type { TestRun } from './test-result';
import { toEndExpectation, toStepExpectation } from './to-expectation';

/** A recorded session, and the program that it ran on. Without a name the test is named by its conversation. */
export type TestSource = { name?: string; program: Program; session: RecordedSession };

/** Where the conversation of a test first differs from the record. `steps`: the test lacks some of its steps. */
export type TestDifference = 'steps' | keyof Observation;

/** A test that passes on its program; `difference` is null if its conversation is that of the record. */
export type MadeTest = { test: FlowTest; difference: TestDifference | null };

/** Further turns make no steps of a test. */
const MAX_TURNS = 3 * MAX_TEST_STEPS;

/**
 * Makes a test from a recorded session, with exact expectations after each step. Times and headers are kept only where the
 * conversation depends on them. A failure by its status is a response, in the words that this version has for it.
 */
export function makeTest(source: TestSource): MadeTest {
  const { turns } = source.session;
  const short = turns.length > MAX_TURNS ? cutSession(source.session, MAX_TURNS) : source.session;
  const session = endHold(source.program, {
    ...short,
    turns: short.turns.map((turn) => ({ ...turn, event: toResponse(turn.event) })),
  });
  const past = replay(source.program, session, { type: 'exact' });
  const tryDetail = (detail: Detail) => tryTest({ ...source, session }, past, detail);
  const plain = tryDetail('plain');
  const timed = plain.difference === null ? plain : tryDetail('timed');
  const { test, difference } = timed.difference === null ? timed : plain;
  return { test, difference: turns.length > MAX_TURNS ? 'steps' : difference };
}

/** Makes tests from the fewest sessions that pass every exit that any of them passes. */
export function distillTests(sources: readonly TestSource[]): MadeTest[] {
  const candidates = sources.map((source) => {
    const exits = listExits(replay(source.program, source.session, { type: 'exact' }));
    return { item: source, exits, cost: source.session.turns.length };
  });
  return chooseCover(candidates).map(makeTest);
}

/** A session whose last message is still held, as it goes on: a test does not hold messages. */
function endHold(program: Program, session: RecordedSession): RecordedSession {
  const quiet = replay(program, session, { type: 'exact' }).steps.at(-1)?.result.state.quiet;
  if (!quiet) return session;
  const event: RecordedEvent = { type: 'quiet.ended', at: quiet.until };
  return { ...session, turns: [...session.turns, { event }] };
}

/** A failure by its status as the response that it is, which a test gives. */
function toResponse(event: RecordedEvent): RecordedEvent {
  if (event.type !== 'effect.failed' || event.error.code !== 'status') return event;
  const { at, effect, error } = event;
  return error.response ? { type: 'effect.succeeded', at, effect, result: error.response } : event;
}

function tryTest({ name, program, session }: TestSource, past: Replay, detail: Detail): MadeTest {
  const read = readSteps(past.steps, detail);
  const hasFailed = past.steps.at(-1)?.status === 'failed';
  const bare: FlowTest = {
    ...{ name: name ?? nameTest(past), seed: session.seed, start: readStart(past.steps) },
    answers: readAnswers(past.steps, detail),
    steps: read.slice(0, MAX_TEST_STEPS),
    ...(hasFailed && { expect: { status: 'failed' } }),
  };
  const run = runTestFully(program, bare);
  const isComplete = run.result.passed && read.length === bare.steps.length;
  return {
    test: expectRun(bare, run),
    difference: findDifference(past, run.replay) ?? (isComplete ? null : 'steps'),
  };
}

/** Adds what a run observed as expectations; steps that it did not take are left out. */
function expectRun({ expect: _, ...test }: FlowTest, { result, replay: { steps } }: TestRun): FlowTest {
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
