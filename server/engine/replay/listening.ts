import type { EngineEvent } from '../protocol';
import type { SessionState } from '../session';
import type { RecordedEvent } from './recording';
import type { ReplayStep } from './replay-step';

/**
 * What an event from outside waits for: a flow that has not started, one that takes messages, a person in control, a transfer,
 * an event by name, or nothing.
 */
export type Place = 'start' | 'message' | 'person' | 'transfer' | 'anytime' | `event:${string}`;

const REACTIONS: ReadonlySet<RecordedEvent['type']> = new Set<EngineEvent['type']>([
  ...(['timer.fired', 'quiet.ended', 'effect.succeeded', 'effect.failed'] as const),
  ...(['debug.continued', 'debug.released', 'debug.edited'] as const),
]);

/**
 * True for the answer of a call, a timer, and what people do with a held session: the flow asked for them or stood still for
 * them, so they are not from outside.
 */
export function isReaction({ type }: RecordedEvent): boolean {
  return REACTIONS.has(type);
}

/** The places whose events a session may take now; a flow that is busy queues messages. */
export function listOpenPlaces({ frames, wait, control, handledEvents = [] }: SessionState): Place[] {
  if (frames.length === 0) return ['start'];
  const places: Place[] = control === 'human' ? ['person'] : [];
  if (wait?.type === 'transfer') places.push('transfer');
  else if (control === 'flow') places.push('message');
  const names = wait?.type === 'event' ? [wait.event, ...handledEvents] : handledEvents;
  return [...places, ...[...new Set(names)].map((name): Place => `event:${name}`)];
}

/** True if the flow waits for what comes at a place, so that nothing is queued. */
export function isListening(place: Place, { wait, control, quiet }: SessionState): boolean {
  if (place === 'message') return wait?.type === 'input' && control === 'flow' && !quiet;
  return place === 'transfer' || place.startsWith('event:');
}

/** Since when a session listens at each place, counted anew after each event from outside that made nodes run. */
export type Listening = {
  /** Notes a step at `now`. */
  observe(step: Pick<ReplayStep, 'event' | 'result'>, now: number): void;
  since(place: Place): number | null;
};

/** Makes the listening of a session before its first step. */
export function createListening(): Listening {
  const since = new Map<Place, number>();
  return {
    observe({ event, result }, now) {
      const { state, outcome, trace } = result;
      if (outcome.kind !== 'applied') return;
      // What a person wrote reaches the flow when it is quiet.
      const isFromOutside = !isReaction(event) || event.type === 'quiet.ended';
      if (trace.visits > 0 && isFromOutside) since.clear();
      for (const place of listOpenPlaces(state))
        if (!since.has(place) && isListening(place, state)) since.set(place, now);
    },
    since: (place) => since.get(place) ?? null,
  };
}
