import type { SessionEvent, TurnView } from '@/app/_features/session/view';
import type { Json, JsonObject } from '@/server/engine/json';
import { typeOfTurn } from './describe-turn';
import { turnOfEvent } from './event-log';

/*
 * The variables of a session after a turn.
 *
 * session-page/complete-values: a turn's new values come from its event; a trace clips large values, so only earlier
 * values are read from it.
 * session-page/values-then: a variable is shown with its value then, as not yet set, or as unknown: never with a
 * later value.
 */

/** The value of a variable after a turn; `before` is present when that turn set it. */
export type VariableRow = { name: string; value: Value; changed: { before: Value } | null };

/** A value, or not yet set, or set in a turn that is not loaded and changed since. */
export type Value = { type: 'value'; value: Json } | { type: 'unset' } | { type: 'unknown' };

export type Known = {
  events: readonly SessionEvent[];
  turns: readonly TurnView[];
  /** The variables after the last event. */
  now: JsonObject;
  /** The events start with the first turn. */
  complete: boolean;
};

type Setting = { turn: number; value: Json };

/** All variables after turn `turn`, with that turn's changes. */
export function variablesAt(known: Known, turn: number): VariableRow[] {
  const settings = indexSettings(known);
  const names = new Set([...settings.keys(), ...Object.keys(known.now)]);
  return [...names].flatMap((name) => {
    const own = settings.get(name) ?? [];
    const value = valueAt(known, name, own, turn);
    if (value.type === 'unset') return [];
    const isSetHere = own.some((setting) => setting.turn === turn);
    return [{ name, value, changed: isSetHere ? { before: valueAt(known, name, own, turn - 1) } : null }];
  });
}

function indexSettings({ events, turns }: Known): Map<string, Setting[]> {
  const settings = new Map<string, Setting[]>();
  const add = (name: string, setting: Setting): void => {
    const own = settings.get(name) ?? [];
    own.push(setting);
    settings.set(name, own);
  };
  for (const event of events) {
    if (event.type !== 'variables.changed') continue;
    for (const [name, value] of Object.entries(event.data.set))
      add(name, { turn: turnOfEvent(event.id), value });
  }
  // A move to another version has no event; its trace has complete values.
  const moves = turns.filter((turn) => typeOfTurn(turn) === 'version.changed');
  for (const { no, trace } of moves)
    for (const { name, after } of trace.steps.flatMap(({ changed }) => changed ?? []))
      add(name, { turn: no, value: after });
  if (moves.length > 0) for (const own of settings.values()) own.sort((a, b) => a.turn - b.turn);
  return settings;
}

function valueAt(known: Known, name: string, settings: readonly Setting[], turn: number): Value {
  const last = settings.findLast((setting) => setting.turn <= turn);
  if (last) return { type: 'value', value: last.value };
  const [next] = settings;
  if (next) return known.complete ? { type: 'unset' } : valueBefore(known.turns, name, next.turn);
  // A complete log lacks only what is just arriving.
  if (known.complete || !Object.hasOwn(known.now, name)) return { type: 'unset' };
  return { type: 'value', value: known.now[name] ?? null };
}

// Null is both a value and no value; a text that ends in an ellipsis, or a value that contains one, may be clipped.
function valueBefore(turns: readonly TurnView[], name: string, turn: number): Value {
  const steps = turns.find(({ no }) => no === turn)?.trace.steps ?? [];
  const change = steps
    .filter(({ flow }) => flow === '')
    .flatMap(({ changed }) => changed ?? [])
    .find((one) => one.name === name);
  if (!change || change.before === null || JSON.stringify(change.before).includes('…'))
    return { type: 'unknown' };
  return { type: 'value', value: change.before };
}
