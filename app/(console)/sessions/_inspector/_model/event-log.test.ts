import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SessionEvent } from '@/app/_features/session/view';
import { beforeTurn, mergeEvents, turnOfEvent } from './event-log';

const at = new Date(0).toISOString();
const status = (id: string): SessionEvent => ({
  id,
  at,
  type: 'status.changed',
  data: { status: 'running' },
});

describe('mergeEvents', () => {
  it('is the same however its parts arrive (session-page/events-once)', () => {
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

  it('orders by number, not by text', () => {
    expect(mergeEvents([status('9-1')], [status('10-0'), status('9-10')]).map(({ id }) => id)).toEqual([
      '9-1',
      '9-10',
      '10-0',
    ]);
  });
});

describe('positions', () => {
  it('name a turn and the event before it', () => {
    expect(turnOfEvent('12-3')).toBe(12);
    expect(beforeTurn(12)).toBe('11-999999999');
  });
});
