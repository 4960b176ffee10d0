import type { SessionEvent, TurnView } from '@/app/_features/session/view';
import type { Json, JsonObject } from '@/server/engine/json';
import { typeOfTurn } from './describe-turn';
import { turnOfEvent } from './event-log';

/*
 * The variables of a session after a turn.
 *
 * session-page/complete-values: a turn's new values come from its event; a trace clips large values.
 * session-page/values-then: a variable is shown with its value then, or as not yet set: never with a later value.
 */

/** The value of a variable after a turn; `before` is present when that turn set it. */
export type VariableRow = { name: string; value: Value; changed: { before: Value } | null };

/** A value, or not yet set. */
export type Value = { type: 'value'; value: Json } | { type: 'unset' };

export type Known = {
  events: readonly SessionEvent[];
  turns: readonly TurnView[];
  /** The variables before the first of these turns. */
  before: JsonObject;
};

type Setting = { turn: number; value: Json };

/** All variables after turn `turn`, with that turn's changes. */
export function variablesAt(known: Known, turn: number): VariableRow[] {
  const settings = indexSettings(known);
  const names = new Set([...Object.keys(known.before), ...settings.keys()]);
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

function valueAt({ before }: Known, name: string, settings: readonly Setting[], turn: number): Value {
  const last = settings.findLast((setting) => setting.turn <= turn);
  if (last) return { type: 'value', value: last.value };
  return Object.hasOwn(before, name) ? { type: 'value', value: before[name] ?? null } : { type: 'unset' };
}
