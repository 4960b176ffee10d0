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

const turnSetting = (no: number, name: string, before: Json, flow = ''): TurnView => ({
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
        flow,
        phase: 'enter',
        exit: 'next',
        next: null,
        changed: [{ name, before, after: 'x' }],
      },
    ],
  },
});

const LOG = [set(1, { name: 'Ada', count: 1 }), set(3, { count: 2, city: 'Bern' }), set(5, { city: null })];
const NOW = { name: 'Ada', count: 2, city: null };
const complete: Known = { events: LOG, turns: [], now: NOW, complete: true };
const tail: Known = { events: LOG.slice(1), turns: [], now: NOW, complete: false };

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

  it('are unknown where the turn that set them is not loaded (session-page/values-then)', () => {
    expect(variablesAt(tail, 2)).toEqual([
      { name: 'count', value: { type: 'unknown' }, changed: null },
      { name: 'city', value: { type: 'unknown' }, changed: null },
      { name: 'name', value: value('Ada'), changed: null },
    ]);
    expect(variablesAt(tail, 3)[0]).toEqual({
      name: 'count',
      value: value(2),
      changed: { before: { type: 'unknown' } },
    });
  });

  it('take earlier values from the next turn’s trace, unless clipped or of a called flow (session-page/complete-values)', () => {
    const learn = (json: Json, flow?: string) =>
      variablesAt({ ...tail, turns: [turnSetting(3, 'count', json, flow)] }, 2)[0]?.value;
    expect(learn(1)).toEqual(value(1));
    expect(learn({ a: [1] })).toEqual(value({ a: [1] }));
    expect(learn('long long…')).toEqual({ type: 'unknown' });
    expect(learn({ list: [1, '…'] })).toEqual({ type: 'unknown' });
    expect(learn(null)).toEqual({ type: 'unknown' });
    expect(learn(1, 'faq')).toEqual({ type: 'unknown' });
  });

  it('do not show a value that is just being set in older turns (session-page/values-then)', () => {
    const ahead = { ...complete, now: { ...NOW, seat: '12A' } };
    expect(variablesAt(ahead, 4).map(({ name }) => name)).toEqual(['name', 'count', 'city']);
  });

  it('may have the names of inherited properties', () => {
    const named = (turn: number, values: JsonObject) => ({
      ...complete,
      events: [set(turn, values)],
      now: values,
    });
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
