import type { Json, JsonObject } from '@/server/engine/json';
import type { MessageView, SessionEvent } from '@/server/services/session/view';

/*
 * What a session page holds of a session's events.
 *
 * L1 A log is in the order of the stream and holds no event twice, however its pieces came in.
 */

/** Adds events to a log (L1). */
export function mergeEvents(log: readonly SessionEvent[], events: readonly SessionEvent[]): SessionEvent[] {
  const last = log.at(-1);
  const fresh = last ? events.filter((event) => comparePlace(event.id, last.id) > 0) : [...events];
  if (fresh.length === events.length && isOrdered(fresh)) return [...log, ...fresh];
  const all = new Map([...log, ...events].map((event) => [event.id, event]));
  return [...all.values()].sort((a, b) => comparePlace(a.id, b.id));
}

/** The turn that an event's id "<turn>-<index>" names. */
export function turnOfEvent(id: string): number {
  return Number(id.split('-', 1)[0]);
}

/** The id behind which the events of turn `turn` begin. */
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
    event.type === 'message.said' || event.type === 'message.received' ? [event.data] : [],
  );
}

/** A value of a variable at some turn: `before` is there when that turn set it. */
export type VariableRow = { name: string; value: Value; changed: { before: Value } | null };

/** A value, or that there was none yet, or that it was set in a turn which is not loaded and changed since. */
export type Value = { type: 'value'; value: Json } | { type: 'unset' } | { type: 'unknown' };

/**
 * The variables as they were after turn `turn`, by replaying what each turn set. `now`: as they are at the log's end.
 * `whole`: the log begins with the first turn.
 */
export function variablesAt(
  log: readonly SessionEvent[],
  now: JsonObject,
  turn: number,
  whole: boolean,
): VariableRow[] {
  const sets = log.flatMap((event) =>
    event.type === 'variables.changed' ? [{ turn: turnOfEvent(event.id), set: event.data.set }] : [],
  );
  const names = new Set([...Object.keys(now), ...sets.flatMap(({ set }) => Object.keys(set))]);
  const valueAt = (name: string, at: number): Value => {
    const own = sets.filter(({ set }) => Object.hasOwn(set, name));
    const last = own.findLast((change) => change.turn <= at);
    if (last) return { type: 'value', value: last.set[name] ?? null };
    if (own.length > 0) return { type: whole ? 'unset' : 'unknown' };
    return Object.hasOwn(now, name) ? { type: 'value', value: now[name] ?? null } : { type: 'unset' };
  };
  return [...names].flatMap((name) => {
    const value = valueAt(name, turn);
    if (value.type === 'unset') return [];
    const here = sets.some((change) => change.turn === turn && Object.hasOwn(change.set, name));
    return [{ name, value, changed: here ? { before: valueAt(name, turn - 1) } : null }];
  });
}
