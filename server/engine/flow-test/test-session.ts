import type { Program } from '../program';
import { DEFAULT_LIMITS, type EngineEvent, type HttpRequest, type Limits, type Outcome } from '../protocol';
import type { AnswerBook, FoundAnswer } from '../replay/answer-book';
import { findCall, toAnswerEvent } from '../replay/reactions';
import { isFinished } from '../replay/recording';
import { type ReplayStep, toNodeKey } from '../replay/replay-step';
import { toStoredState } from '../replay/stored-state';
import { findTimerSet } from '../replay/timer-book';
import { initialState, run } from '../run';
import type { SessionState } from '../session';
import type { FlowTest } from './test-document';

type Timeless<E> = E extends { at: number } ? Omit<E, 'at'> : never;
export type TestEvent = Timeless<EngineEvent>;

/** A call for which a test has no answer. */
type MissingAnswer = { node: string; request: HttpRequest };

/** A session of a test, on a virtual clock. */
export type TestSession = {
  readonly steps: readonly ReplayStep[];
  state(): SessionState;
  /** The present time, in ms since 1970. */
  now(): number;
  /** Sends an event at the present time, then lets everything happen that is due. */
  send(event: TestEvent): Outcome;
  /** Lets time pass; timers fire and answers come in due order. */
  pass(ms: number): void;
  /** The call that nothing answers; null if there is none. */
  findMissing(): MissingAnswer | null;
  /** The time in ms until the next timer fires or answer comes; null if nothing comes by itself. */
  untilReaction(): number | null;
  /** True if answers and timers followed one another without end. */
  isEndless(): boolean;
};

/** The answers and timers that a step may lead to. */
const MAX_REACTIONS = 500;
/** The expression steps and visits of all turns of a test. */
const MAX_WORK = 2_000_000;

type OpenCall = MissingAnswer & { key: string; at: number; found: FoundAnswer };

/** A Monday. */
const DEFAULT_START = Date.UTC(2026, 0, 5, 9);

/** Limits that leave no visit out of the path. */
export const TEST_LIMITS: Limits = { ...DEFAULT_LIMITS, traceSteps: 20_000 };

/** Opens the session of a test, whose calls `book` answers. */
export function openTestSession(
  program: Program,
  { seed = 'test', start }: Pick<FlowTest, 'seed' | 'start'>,
  book: AnswerBook,
  limits: Limits,
): TestSession {
  const steps: ReplayStep[] = [];
  let state = initialState(seed);
  let now = start?.at === undefined ? DEFAULT_START : Date.parse(start.at);
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
    // The last turn may have ended the session.
    isEndless = !isFinished(state.status);
  };

  return {
    steps,
    state: () => state,
    now: () => now,
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
    untilReaction() {
      const reaction = findReaction();
      return reaction && Number.isFinite(reaction.at) ? Math.max(0, reaction.at - now) : null;
    },
    isEndless: () => isEndless,
  };
}
