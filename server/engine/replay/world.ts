import type { EngineEvent } from '../protocol';
import type { SessionState } from '../session';
import type { StandIns } from './answer-book';
import { createListening } from './listening';
import { createOutsideQueue, type OutsideCandidate, type VirtualClock } from './outside-queue';
import { createReactions, type Reaction } from './reactions';
import { readRecordClock } from './record-clock';
import type { RecordedEnd, RecordedEvent } from './recording';
import type { AnsweredBy, ReplayStep, ReplayStop } from './replay-step';

/** The next event of a what-if replay, or why there is none. */
type WorldMove =
  | { type: 'event'; turn: number | null; event: RecordedEvent; answeredBy?: AnsweredBy }
  | { type: 'stop'; stop: ReplayStop };

/** Plays everything outside the flow: people, services and time. */
export type World = {
  next(state: SessionState): WorldMove;
  /** Notes the step that the last move led to, also one that the flow ignored. */
  observe(step: ReplayStep): void;
  /** The recorded turns from outside that the session has not taken. */
  listUnused(): number[];
};

/** Makes the world of an exact replay, which starts in the state `initial`. */
export function createWorld(
  past: readonly ReplayStep[],
  initial: SessionState,
  end: RecordedEnd,
  standIns: StandIns = {},
): World {
  const record = readRecordClock(past);
  const horizon = { ...end, at: Math.max(end.at, record.times.at(-1) ?? end.at) };
  const queue = createOutsideQueue(past, initial, record);
  const reactions = createReactions({ steps: past, record, end: horizon }, standIns);
  const start = record.times[0] ?? 0;
  const clock: VirtualClock = { now: start, lateMs: 0 };
  const listening = createListening();

  const toMove = (turn: number | null, event: RecordedEvent, answeredBy?: AnsweredBy): WorldMove => {
    const skew = turn === null ? 0 : (record.skews[turn] ?? 0);
    const timed = { ...event, ...findStop(past, turn), at: clock.now - skew };
    return { type: 'event', turn, event: timed, ...(answeredBy && { answeredBy }) };
  };

  const takeOutside = ({ due, turn, event }: OutsideCandidate): WorldMove => {
    const recordedAt = record.times[turn] ?? due;
    // A flow that is faster than the recorded one does not move people's time.
    clock.now = Math.max(due, recordedAt);
    clock.lateMs = clock.now - recordedAt;
    queue.take(turn);
    return toMove(turn, event);
  };

  const takeReaction = ({ due, turn, event, answeredBy }: Reaction): WorldMove => {
    clock.now = Math.max(clock.now, due);
    return toMove(turn, event, answeredBy);
  };

  /** True if something comes from outside later than it did, so that time passes beyond the end of the record. */
  const isDelayed = (state: SessionState): boolean => {
    const outside = queue.find(state, clock, listening, false);
    return outside !== null && outside.due > (record.times[outside.turn] ?? outside.due);
  };

  return {
    next(state) {
      const missing = reactions.findMissing(state);
      if (missing) return { type: 'stop', stop: missing };
      const reaction = reactions.find(state, clock, queue.hasMessages() || isDelayed(state));
      const outside = queue.find(state, clock, listening, reaction === null);
      if (outside && (!reaction || isBefore(outside, reaction))) return takeOutside(outside);
      return reaction ? takeReaction(reaction) : { type: 'stop', stop: { reason: 'record_over' } };
    },
    observe(step) {
      reactions.observe(step, clock.now);
      listening.observe(step, clock.now);
    },
    listUnused: () => [...queue.listUnused(), ...reactions.listUnused()].sort((a, b) => a - b),
  };
}

/** The place where a recorded turn was held; answers and timers are made anew, without it. */
function findStop(past: readonly ReplayStep[], turn: number | null): Pick<EngineEvent, 'stopBefore'> {
  const event = turn === null ? undefined : past[turn]?.event;
  return event && 'stopBefore' in event && event.stopBefore ? { stopBefore: event.stopBefore } : {};
}

function isBefore(outside: OutsideCandidate, { due, order }: Reaction): boolean {
  return outside.due < due || (outside.due === due && outside.turn < order);
}
