import { groupBy } from '@/server/shared/group-by';
import type { SessionState } from '../session';
import {
  createListening,
  isListening,
  isReaction,
  type Listening,
  listOpenPlaces,
  type Place,
} from './listening';
import type { RecordClock } from './record-clock';
import type { RecordedEvent } from './recording';
import type { ReplayStep } from './replay-step';

type OutsideEvent = {
  turn: number;
  event: RecordedEvent;
  place: Place;
  /** How long the flow had listened for it; null if it came while the flow did something else. */
  afterMs: number | null;
};

/** The virtual time, and how much later than in the record the last event from outside came. */
export type VirtualClock = { now: number; lateMs: number };

/** An event that may be next, and the virtual time at which it is due. */
export type OutsideCandidate = { due: number; turn: number; event: RecordedEvent };

export type OutsideQueue = {
  /** Finds the event that comes first; `isStuck` says that nothing else can happen. */
  find(
    state: SessionState,
    clock: VirtualClock,
    listening: Listening,
    isStuck: boolean,
  ): OutsideCandidate | null;
  take(turn: number): void;
  /** True while the record holds messages that the flow has not taken. */
  hasMessages(): boolean;
  /** The turns that were not taken. */
  listUnused(): number[];
};

/** Makes the queue of the events from outside of an exact replay, which starts in the state `initial`. */
export function createOutsideQueue(
  steps: readonly ReplayStep[],
  initial: SessionState,
  record: RecordClock,
): OutsideQueue {
  const queues = groupBy(listOutsideEvents(steps, initial, record), ({ place }) => place);
  const headOf = (place: Place): OutsideEvent | undefined => queues.get(place)?.[0];

  /** The first event that was not taken. */
  const findFirstLeft = (): number =>
    Math.min(
      Number.POSITIVE_INFINITY,
      ...[...queues.values()].flatMap(([head]) => (head ? [head.turn] : [])),
    );

  /** The first event that needs a listening flow. */
  const findFirstHeld = (): number => {
    const heads = [...queues].flatMap(([place, [head]]) => (place === 'anytime' || !head ? [] : [head.turn]));
    return Math.min(Number.POSITIVE_INFINITY, ...heads);
  };

  return {
    find(state, clock, listening, isStuck) {
      const toCandidate = ({ turn, event, place, afterMs }: OutsideEvent): OutsideCandidate => {
        const since = listening.since(place);
        // People who have not yet said what they said before are not yet waiting to say this.
        const isTurn = turn <= findFirstLeft();
        const due =
          isTurn && afterMs !== null && since !== null
            ? since + afterMs
            : (record.times[turn] ?? 0) + clock.lateMs;
        return { due: Math.max(clock.now, due), turn, event };
      };
      const ready = listOpenPlaces(state).flatMap((place) => {
        const head = headOf(place);
        return head && isTaken(head, state) ? [toCandidate(head)] : [];
      });
      const free = state.frames.length > 0 ? headOf('anytime') : undefined;
      // Events that need nothing keep their place among the others, unless these are skipped or can never come.
      const isNext = free && (free.turn < findFirstHeld() || ready.some(({ turn }) => turn > free.turn));
      if (free && (isNext || (isStuck && ready.length === 0))) ready.push(toCandidate(free));
      return ready.reduce<OutsideCandidate | null>(findEarlier, null);
    },
    take(turn) {
      for (const queue of queues.values()) if (queue[0]?.turn === turn) queue.shift();
    },
    hasMessages: () => headOf('message') !== undefined,
    listUnused: () =>
      [...queues.values()].flatMap((queue) => queue.map(({ turn }) => turn)).sort((a, b) => a - b),
  };
}

function findEarlier(first: OutsideCandidate | null, next: OutsideCandidate): OutsideCandidate {
  if (!first || next.due < first.due) return next;
  return next.due === first.due && next.turn < first.turn ? next : first;
}

/** A message that answered a question is held back until a flow asks again; one that came early may come early again. */
function isTaken({ place, afterMs }: OutsideEvent, state: SessionState): boolean {
  return place !== 'message' || afterMs === null || isListening(place, state);
}

function listOutsideEvents(
  steps: readonly ReplayStep[],
  initial: SessionState,
  { times }: RecordClock,
): OutsideEvent[] {
  const listed: OutsideEvent[] = [];
  const listening = createListening();
  let before = initial;
  for (const [turn, step] of steps.entries()) {
    const { event, result } = step;
    const now = times[turn] ?? 0;
    const place = findPlace(event, before);
    const since = place && isListening(place, before) ? listening.since(place) : null;
    if (place) listed.push({ turn, event, place, afterMs: since === null ? null : now - since });
    listening.observe(step, now);
    before = result.state;
  }
  return listed;
}

/** Events that are no part of a transfer that is under way. */
const BESIDE_TRANSFER: ReadonlySet<RecordedEvent['type']> = new Set([
  ...(['variables.changed', 'event.received', 'session.ended', 'session.expired'] as const),
]);

function findPlace(event: RecordedEvent, { frames, wait, control }: SessionState): Place | null {
  // A move to another version is ours, and nobody's doing.
  if (isReaction(event) || event.type === 'version.changed') return null;
  if (frames.length === 0) return 'start';
  // People who answer during a transfer would not have answered without it.
  if (wait?.type === 'transfer' && !BESIDE_TRANSFER.has(event.type)) return 'transfer';
  switch (event.type) {
    case 'started':
      return null;
    case 'message':
    case 'choice':
      return control === 'human' ? 'person' : 'message';
    case 'transfer.completed':
      return 'transfer';
    case 'event.received':
      return `event:${event.name}`;
    default:
      return 'anytime';
  }
}
