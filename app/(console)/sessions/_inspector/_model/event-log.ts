import type { MessageView, SessionEvent } from '@/app/_features/session/view';

/*
 * The events of a session, as its page holds them.
 *
 * session-page/events-once: a log is in the order of the stream and holds no event twice, however its parts arrived.
 */

/** Merges events into a log (session-page/events-once). */
export function mergeEvents(log: readonly SessionEvent[], events: readonly SessionEvent[]): SessionEvent[] {
  const last = log.at(-1);
  const fresh = last ? events.filter((event) => comparePlace(event.id, last.id) > 0) : [...events];
  if (fresh.length === events.length && isOrdered(fresh)) return [...log, ...fresh];
  const all = new Map([...log, ...events].map((event) => [event.id, event]));
  return [...all.values()].sort((a, b) => comparePlace(a.id, b.id));
}

/** The turn of an event, from its id "<turn>-<index>". */
export function turnOfEvent(id: string): number {
  return Number(id.split('-', 1)[0]);
}

/** The id that precedes all events of turn `turn`. */
export function beforeTurn(turn: number): string {
  return `${String(turn - 1)}-999999999`;
}

function comparePlace(a: string, b: string): number {
  const [turnA = 0, indexA = 0] = a.split('-').map(Number);
  const [turnB = 0, indexB = 0] = b.split('-').map(Number);
  return turnA - turnB || indexA - indexB;
}

function isOrdered(events: readonly SessionEvent[]): boolean {
  return events.every((event, at) => at === 0 || comparePlace(events[at - 1]?.id ?? '', event.id) < 0);
}

/** The transcript in a log. */
export function listMessages(log: readonly SessionEvent[]): MessageView[] {
  return log.flatMap((event) =>
    event.type === 'message.sent' || event.type === 'message.received' ? [event.data] : [],
  );
}
