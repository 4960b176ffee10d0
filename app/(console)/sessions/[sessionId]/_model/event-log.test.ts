import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '@/server/engine/json';
import type { SessionEvent } from '@/server/services/session/view';
import { beforeTurn, mergeEvents, turnOfEvent, variablesAt } from './event-log';

const at = new Date(0);
const status = (id: string): SessionEvent => ({
  id,
  at,
  type: 'status.changed',
  data: { status: 'running' },
});
const set = (turn: number, values: JsonObject): SessionEvent => ({
  id: `${String(turn)}-0`,
  at,
  type: 'variables.changed',
  data: { set: values },
});
const value = (json: JsonObject[string]) => ({ type: 'value', value: json });

describe('mergeEvents', () => {
  it('L1 gives the same log however its pieces come in', () => {
    const ids = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 12 })), {
      selector: ([turn, index]) => `${String(turn)}-${String(index)}`,
    });
    fc.assert(
      fc.property(ids, fc.infiniteStream(fc.nat()), (places, picks) => {
        const sorted = places.toSorted(([a, x], [b, y]) => a - b || x - y);
        const events = sorted.map(([turn, index]) => status(`${String(turn)}-${String(index)}`));
        const pieces = [...events, ...events].map((event) => ({ event, order: picks.next().value ?? 0 }));
        const shuffled = pieces.toSorted((a, b) => a.order - b.order).map(({ event }) => event);
        const log = shuffled.reduce<SessionEvent[]>((held, event) => mergeEvents(held, [event]), []);
        expect(log).toEqual(events);
        expect(mergeEvents([], shuffled)).toEqual(events);
      }),
    );
  });

  it('orders by number, not by letter', () => {
    expect(mergeEvents([status('9-1')], [status('10-0'), status('9-10')]).map(({ id }) => id)).toEqual([
      '9-1',
      '9-10',
      '10-0',
    ]);
  });
});

describe('places', () => {
  it('name the turn and what comes before it', () => {
    expect(turnOfEvent('12-3')).toBe(12);
    expect(beforeTurn(12)).toBe('11-999999999');
  });
});

describe('variablesAt', () => {
  const log = [set(1, { name: 'Ada', count: 1 }), set(3, { count: 2, city: 'Bern' }), set(5, { city: null })];
  const now = { name: 'Ada', count: 2, city: null };

  it('replays what each turn set', () => {
    expect(variablesAt(log, now, 2, true)).toEqual([
      { name: 'name', value: value('Ada'), changed: null },
      { name: 'count', value: value(1), changed: null },
    ]);
    expect(variablesAt(log, now, 3, true)).toEqual([
      { name: 'name', value: value('Ada'), changed: null },
      { name: 'count', value: value(2), changed: { before: value(1) } },
      { name: 'city', value: value('Bern'), changed: { before: { type: 'unset' } } },
    ]);
    expect(variablesAt(log, now, 9, true).map((row) => row.value)).toEqual([
      value('Ada'),
      value(2),
      value(null),
    ]);
  });

  it('says so where the turn that set a value is not loaded', () => {
    const tail = log.slice(1);
    expect(variablesAt(tail, now, 2, false)).toEqual([
      { name: 'name', value: value('Ada'), changed: null },
      { name: 'count', value: { type: 'unknown' }, changed: null },
      { name: 'city', value: { type: 'unknown' }, changed: null },
    ]);
    expect(variablesAt(tail, now, 3, false)[1]).toEqual({
      name: 'count',
      value: value(2),
      changed: { before: { type: 'unknown' } },
    });
  });

  it('is not fooled by names every object has', () => {
    expect(variablesAt([set(1, { a: 1 })], { a: 1 }, 1, true).map(({ name }) => name)).toEqual(['a']);
    expect(variablesAt([set(2, { constructor: 1 })], { constructor: 1 }, 1, true)).toEqual([]);
  });
});
