/**
 * Runs tests of a flow on a virtual clock, without network.
 *
 * flow-test/pure: the result depends on the program, the test and the limits alone.
 * flow-test/total: a run never throws for a parsed test, whatever its flow holds.
 * flow-test/bounded: a test takes a bounded number of turns, each within the limits.
 */
import { checkInputs } from '../inputs';
import type { Program } from '../program';
import type { Limits } from '../protocol';
import { listExits } from '../replay/minimize';
import { nameCall } from '../replay/name-call';
import { checkExpectation } from './check-expectation';
import { type Observation, observe } from './observe';
import { describeStep, takeStep, toStarted } from './take-step';
import { createTestBook } from './test-answers';
import type { Expectation, FlowTest } from './test-document';
import type { TestFailure, TestResult, TestRun } from './test-result';
import { openTestSession, TEST_LIMITS, type TestSession } from './test-session';

/** Runs a test of a flow. */
export function runTest(program: Program, test: FlowTest, limits: Limits = TEST_LIMITS): TestResult {
  return runTestFully(program, test, limits).result;
}

/** Runs a test of a flow, and returns the steps of its session, too. */
export function runTestFully(program: Program, test: FlowTest, limits: Limits = TEST_LIMITS): TestRun {
  const session = openTestSession(program, test, createTestBook(test.answers), limits);
  const observed: Observation[] = [];
  const failures = runSteps(session, program, test, observed);
  const { steps } = session;
  const stop = { reason: session.isEndless() ? ('too_long' as const) : ('record_over' as const) };
  const replay = { steps: [...steps], stop, unused: [] };
  const passed = failures.length === 0;
  return { replay, result: { name: test.name, passed, failures, observed, exits: listExits(replay) } };
}

type Place = Pick<TestFailure, 'at' | 'step'> & { name: string };

function runSteps(
  session: TestSession,
  program: Program,
  test: FlowTest,
  observed: Observation[],
): TestFailure[] {
  const begin: Place = { at: 'start', step: null, name: 'Start' };
  const attempt = (
    place: Place,
    act: () => string | null,
    expect: Expectation | undefined,
  ): TestFailure[] => {
    const from = session.steps.length;
    const refusal = act();
    if (refusal !== null) return [fail(place, 'step', refusal)];
    const came = observe(session.steps, from, session.state());
    observed.push(came);
    const unmet = expect ? checkAt(place, expect, came) : [];
    return [...unmet, ...findFault(session, place), ...findCollapse(session, place, [expect, test.expect])];
  };
  const started = attempt(begin, () => takeStarted(session, program, test), test.start?.expect);
  if (started.length > 0) return started;
  for (const [index, step] of test.steps.entries()) {
    const place: Place = { at: 'step', step: index, name: `Step ${index + 1} (${describeStep(step)})` };
    const failures = attempt(place, () => takeStep(session, step), step.expect);
    if (failures.length > 0) return failures;
  }
  const all = observe(session.steps, 0, session.state());
  return test.expect ? checkAt({ at: 'end', step: null, name: 'At the end' }, test.expect, all) : [];
}

/** Starts the session as a caller does; returns why the flow would refuse it, as a clause, else null. */
function takeStarted(session: TestSession, program: Program, { start = {} }: FlowTest): string | null {
  const { variables = {}, visitor = {} } = start;
  const [issue] = checkInputs(program, { variables, visitor });
  if (issue) return `the flow does not start, because "${issue.path.join('.')}" ${issue.message}`;
  session.send(toStarted(start));
  return null;
}

function checkAt(place: Place, expect: Expectation, came: Observation): TestFailure[] {
  return checkExpectation(expect, came).map(({ part, clause, diff }) => fail(place, part, clause, diff));
}

/** The fault of a session that cannot go on, beside what was expected. */
function findFault(session: TestSession, place: Place): TestFailure[] {
  if (session.isEndless()) return [fail(place, 'step', 'the flow goes on without end')];
  const missing = session.findMissing();
  if (!missing) return [];
  const { node, request } = missing;
  const clause = `the node "${node}" makes a call (${nameCall(request)}) for which the test has no answer; add one to "answers" under "${node}"`;
  return [fail(place, 'answers', clause)];
}

/** A session that fails although no expectation says so. */
function findCollapse(
  session: TestSession,
  place: Place,
  expected: readonly (Expectation | undefined)[],
): TestFailure[] {
  const { failure } = session.state();
  if (!failure || expected.some((one) => one?.status !== undefined)) return [];
  return [fail(place, 'status', `the conversation fails: ${failure.message.replace(/\.$/, '')}`)];
}

function fail(
  { at, step, name }: Place,
  part: TestFailure['part'],
  clause: string,
  diff: string[] = [],
): TestFailure {
  return { at, step, part, message: `${name}: ${clause}.`, diff };
}
