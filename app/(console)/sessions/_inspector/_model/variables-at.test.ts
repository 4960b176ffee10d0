import { describe, expect, it } from 'vitest';
import type { SessionEvent, TurnView } from '@/app/_features/session/view';
import type { Json, JsonObject } from '@/server/engine/json';
import { type Known, variablesAt } from './variables-at';

const at = new Date(0).toISOString();
const set = (turn: number, values: JsonObject): SessionEvent => ({
  id: `${String(turn)}-0`,
  at,
  type: 'variables.changed',
  data: { set: values },
});
const value = (json: Json) => ({ type: 'value', value: json });

const turnSetting = (no: number, name: string, before: Json): TurnView => ({
  no,
  event: {},
  status: 'awaiting_input',
  createdAt: at,
  usage: null,
  trace: {
    visits: 1,
    expressionSteps: 0,
    failure: null,
    steps: [
      {
        nodeId: 's',
        kind: 'set',
        flow: '',
        phase: 'enter',
        exit: 'next',
        next: null,
        changed: [{ name, before, after: 'x' }],
      },
    ],
  },
});

const LOG = [set(1, { name: 'Ada', count: 1 }), set(3, { count: 2, city: 'Bern' }), set(5, { city: null })];
const complete: Known = { events: LOG, turns: [], before: {} };
const tail: Known = { events: LOG.slice(1), turns: [], before: { name: 'Ada', count: 1 } };

describe('variables at a turn', () => {
  it('include the changes of each turn', () => {
    expect(variablesAt(complete, 2)).toEqual([
      { name: 'name', value: value('Ada'), changed: null },
      { name: 'count', value: value(1), changed: null },
    ]);
    expect(variablesAt(complete, 3)).toEqual([
      { name: 'name', value: value('Ada'), changed: null },
      { name: 'count', value: value(2), changed: { before: value(1) } },
      { name: 'city', value: value('Bern'), changed: { before: { type: 'unset' } } },
    ]);
    expect(variablesAt(complete, 9).map((row) => row.value)).toEqual([value('Ada'), value(2), value(null)]);
  });

  it('are the same where the first turns are not loaded (session-page/values-then)', () => {
    for (const turn of [2, 3, 4, 5]) expect(variablesAt(tail, turn)).toEqual(variablesAt(complete, turn));
  });

  it('may have the names of inherited properties', () => {
    const named = (turn: number, values: JsonObject) => ({ ...complete, events: [set(turn, values)] });
    expect(variablesAt(named(1, { a: 1 }), 1).map(({ name }) => name)).toEqual(['a']);
    expect(variablesAt(named(2, { constructor: 1 }), 1)).toEqual([]);
  });

  it('include those of a move to another version, which has no event', () => {
    const move = { ...turnSetting(4, 'count', 2), event: { type: 'version.changed' } };
    const at = (turn: number) =>
      variablesAt({ ...complete, turns: [move] }, turn).find(({ name }) => name === 'count');
    expect(at(3)?.value).toEqual(value(2));
    expect(at(4)).toEqual({ name: 'count', value: value('x'), changed: { before: value(2) } });
  });
});
