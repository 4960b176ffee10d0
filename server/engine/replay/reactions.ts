import type { EngineEvent, HttpRequest } from '../protocol';
import type { SessionState } from '../session';
import { type CallOutcome, createAnswerBook, type FoundAnswer, type StandIns } from './answer-book';
import { createHoldBook } from './hold-book';
import type { VirtualClock } from './outside-queue';
import { createQuietBook } from './quiet-book';
import type { RecordClock } from './record-clock';
import type { RecordedEnd, RecordedEvent } from './recording';
import { type AnsweredBy, type ReplayStep, type ReplayStop, toNodeKey } from './replay-step';
import { createTimerBook, findTimerSet, type TimerDue } from './timer-book';

/** An answer or a timer that may be next. `turn` is its recorded turn; `order` decides between events of the same time. */
export type Reaction = {
  due: number;
  order: number;
  turn: number | null;
  event: RecordedEvent;
  answeredBy?: AnsweredBy;
};

/** The answers and timers that a session has asked for. */
export type Reactions = {
  /** Finds what comes next; `isHeld` says that people have something to say that the flow has not taken, or something comes later than it did. */
  find(state: SessionState, clock: VirtualClock, isHeld: boolean): Reaction | null;
  /** The stop of a session that waits for an answer that nobody recorded; else null. */
  findMissing(state: SessionState): ReplayStop | null;
  /** The recorded turns that edited variables of a held session, where this one was not held. */
  listUnused(): number[];
  /** Notes a step that came at `now`. */
  observe(step: ReplayStep, now: number): void;
};

type PendingCall = {
  key: string;
  flow: string;
  nodeId: string;
  request: HttpRequest;
  at: number;
  found: FoundAnswer;
};

type Past = { steps: readonly ReplayStep[]; record: RecordClock; end: RecordedEnd };

/** Makes the reactions of the world of an exact replay; `end.at` is the time up to which the record goes. */
export function createReactions({ steps, record, end }: Past, standIns: StandIns): Reactions {
  const answers = createAnswerBook(steps, record, standIns);
  const timers = createTimerBook(steps, record, end);
  const holds = createHoldBook(steps, record);
  const quiets = createQuietBook(steps, record, end);
  let call: PendingCall | null = null;
  let timer: (TimerDue & { key: string }) | null = null;

  const findAnswer = ({ wait }: SessionState): Reaction | null => {
    if (wait?.type !== 'effect' || call?.key !== wait.effect || call.found.type !== 'answer') return null;
    const { outcome, afterMs, turn, by } = call.found;
    const event = toAnswerEvent(call.key, outcome);
    return { due: call.at + afterMs, order: turn ?? Number.POSITIVE_INFINITY, turn, event, answeredBy: by };
  };

  const findTimer = ({ wait }: SessionState, { lateMs }: VirtualClock, isHeld: boolean): Reaction | null => {
    if (!wait || !('timer' in wait) || timer === null || wait.timer !== timer.key) return null;
    const { key, due, turn, isFiring } = timer;
    // Beyond the record, time passes only while people have something to say, and for a pause of a flow that went to its end.
    const isOver = end.status === 'completed' || end.status === 'failed';
    const mayFire = due <= end.at + lateMs || isHeld || (isOver && wait.type === 'timer');
    if (!Number.isFinite(due) || !mayFire) return null;
    const event = { type: 'timer.fired' as const, at: 0, timer: key };
    if (isFiring) return { due, order: turn ?? Number.POSITIVE_INFINITY, turn, event };
    // The recorded turn that overtook the timer comes first.
    return { due, order: turn === null ? Number.POSITIVE_INFINITY : turn + 0.5, turn: null, event };
  };

  const findHeldMove = (state: SessionState, { lateMs }: VirtualClock): Reaction | null => {
    const move = holds.find(state);
    return move && { due: move.at + lateMs, order: move.turn, turn: move.turn, event: move.event };
  };

  const findQuietEnd = (state: SessionState, { lateMs }: VirtualClock, isHeld: boolean): Reaction | null => {
    const found = quiets.find(state);
    if (!found || !Number.isFinite(found.due) || !(found.due <= end.at + lateMs || isHeld)) return null;
    const { due, turn, order } = found;
    return { due, order, turn, event: { type: 'quiet.ended', at: 0 } };
  };

  return {
    listUnused: holds.listUnused,
    find(state, clock, isHeld) {
      const move = findHeldMove(state, clock) ?? findAnswer(state) ?? findTimer(state, clock, isHeld);
      const ended = findQuietEnd(state, clock, isHeld);
      return move && ended ? findFirst(move, ended) : (move ?? ended);
    },
    findMissing: ({ wait }) => {
      if (wait?.type !== 'effect' || call?.key !== wait.effect || call.found.type !== 'missing') return null;
      const { flow, nodeId, request } = call;
      return { reason: 'needs_answer', flow, nodeId, request };
    },
    observe(step, now) {
      holds.observe(step);
      quiets.observe(step, now);
      // A timer that the flow ignored never fires again.
      if (step.event.type === 'timer.fired') timer = null;
      if (step.result.outcome.kind !== 'applied') return;
      const asked = findCall(step);
      if (asked)
        call = { ...asked, at: now, found: answers.take(toNodeKey(asked.flow, asked.nodeId), asked.request) };
      const set = findTimerSet(step);
      if (set) timer = { key: set.key, ...timers.take(set.node, step.event.at, set.dueAt) };
    },
  };
}

function findFirst(one: Reaction, other: Reaction): Reaction {
  const isFirst = one.due < other.due || (one.due === other.due && one.order <= other.order);
  return isFirst ? one : other;
}

/** The call that a session waits for since this step; null for none. */
export function findCall({
  result,
}: ReplayStep): Pick<PendingCall, 'key' | 'flow' | 'nodeId' | 'request'> | null {
  const { wait, frames } = result.state;
  if (wait?.type !== 'effect') return null;
  for (const effect of result.effects) {
    if (effect.type !== 'http.call' || effect.key !== wait.effect) continue;
    const { key, nodeId, request } = effect;
    return { key, flow: frames.at(-1)?.flow ?? '', nodeId, request };
  }
  return null;
}

type AnswerEvent = Extract<EngineEvent, { type: 'effect.succeeded' | 'effect.failed' }>;

/** The event that brings the answer of a call. */
export function toAnswerEvent(effect: string, outcome: CallOutcome): AnswerEvent {
  return 'result' in outcome
    ? { type: 'effect.succeeded', at: 0, effect, result: outcome.result }
    : { type: 'effect.failed', at: 0, effect, error: outcome.error };
}
