import type { Program } from '../program';
import type { EngineEvent, HttpRequest, Limits, Outcome } from '../protocol';
import { createAnswerBook, type FoundAnswer } from '../replay/answer-book';
import { findCall, toAnswerEvent } from '../replay/reactions';
import { type ReplayStep, toNodeKey } from '../replay/replay-step';
import { toStoredState } from '../replay/stored-state';
import { findTimerSet } from '../replay/timer-book';
import { initialState, run } from '../run';
import type { SessionState } from '../session';
import { toStandIns } from './test-answers';
import type { FlowTest } from './test-document';

type Timeless<E> = E extends { at: number } ? Omit<E, 'at'> : never;
export type TestEvent = Timeless<EngineEvent>;

/** A call for which a test has no answer. */
type MissingAnswer = { node: string; request: HttpRequest };

/** A session of a test, on a virtual clock. */
export type TestSession = {
  readonly steps: readonly ReplayStep[];
  state(): SessionState;
  /** Sends an event at the present time, then lets everything happen that is due. */
  send(event: TestEvent): Outcome;
  /** Lets time pass; timers fire and answers come in due order. */
  pass(ms: number): void;
  /** The call that nothing answers; null if there is none. */
  findMissing(): MissingAnswer | null;
  /** True if answers and timers followed one another without end. */
  isEndless(): boolean;
};

/** The answers and timers that a step may lead to. */
const MAX_REACTIONS = 500;
/** The expression steps and visits of all turns of a test. */
const MAX_WORK = 2_000_000;
const EMPTY_RECORD = { times: [], skews: [] };

type OpenCall = MissingAnswer & { key: string; at: number; found: FoundAnswer };

/** Opens a session that starts at `at` (ms since 1970). */
export function openTestSession(
  program: Program,
  { seed = 'test', answers }: Pick<FlowTest, 'seed' | 'answers'>,
  at: number,
  limits: Limits,
): TestSession {
  const book = createAnswerBook([], EMPTY_RECORD, toStandIns(answers));
  const steps: ReplayStep[] = [];
  let state = initialState(seed);
  let now = at;
  let call: OpenCall | null = null;
  let timer: { key: string; dueAt: number } | null = null;
  let work = 0;
  let isEndless = false;

  const take = (event: EngineEvent): Outcome => {
    const result = run(program, state, event, limits);
    work += result.trace.expressionSteps + result.trace.visits;
    if (result.outcome.kind !== 'applied') return result.outcome;
    state = toStoredState(result.state);
    const step: ReplayStep = { turn: null, event, result: { ...result, state }, status: state.status };
    steps.push(step);
    const asked = findCall(step);
    if (asked) {
      const node = toNodeKey(asked.flow, asked.nodeId);
      call = { node, request: asked.request, key: asked.key, at: now, found: book.take(node, asked.request) };
    }
    timer = findTimerSet(step) ?? timer;
    return result.outcome;
  };

  const findReaction = (): EngineEvent | null => {
    const { wait } = state;
    if (wait?.type === 'effect' && call?.key === wait.effect && call.found.type === 'answer')
      return { ...toAnswerEvent(call.key, call.found.outcome), at: call.at + call.found.afterMs };
    if (wait && 'timer' in wait && timer !== null && timer.key === wait.timer)
      return { type: 'timer.fired', timer: timer.key, at: timer.dueAt };
    return null;
  };

  const advance = (until: number): void => {
    for (let left = MAX_REACTIONS; left > 0 && work < MAX_WORK; left--) {
      const reaction = findReaction();
      if (!reaction || reaction.at > until) {
        now = until;
        return;
      }
      now = Math.max(now, reaction.at);
      // A timer that the flow ignores never fires again.
      if (reaction.type === 'timer.fired') timer = null;
      take({ ...reaction, at: now });
    }
    isEndless = true;
  };

  return {
    steps,
    state: () => state,
    send(event) {
      const outcome = take({ ...event, at: now } as EngineEvent);
      advance(now);
      return outcome;
    },
    pass: (ms) => advance(now + ms),
    findMissing: () =>
      state.wait?.type === 'effect' && call?.key === state.wait.effect && call.found.type === 'missing'
        ? call
        : null,
    isEndless: () => isEndless,
  };
}
