import { describe, expect, it } from 'vitest';
import type { TurnView } from '@/app/_features/session/view';
import type { Json } from '@/server/engine/json';
import { toMarks } from './to-marks';

const turn = (no: number, type: string, failed = false): TurnView => ({
  no,
  event: { type } as Json,
  trace: {
    steps: [],
    visits: 0,
    expressionSteps: 0,
    failure: failed ? { code: 'loop', message: 'x', nodeId: null } : null,
  },
  status: 'running',
  createdAt: new Date(0).toISOString(),
  usage: null,
});

describe('marks of a timeline', () => {
  it('name who caused the turn, at its position', () => {
    const turns = [turn(1, 'started'), turn(2, 'person.replied'), turn(3, 'timer.fired', true), turn(5, 'x')];
    expect(toMarks(turns, 5).map(({ no, tone, share }) => [no, tone, share])).toEqual([
      [1, 'person', 0],
      [2, 'human', 0.25],
      [3, 'failed', 0.5],
      [5, 'outside', 1],
    ]);
  });

  it('have a position for a single turn', () => {
    expect(toMarks([turn(1, 'started')], 1)).toMatchObject([{ share: 0 }]);
  });

  it('are thinned out when there are many, except failures', () => {
    const turns = Array.from({ length: 600 }, (_, index) => turn(index + 1, 'message', index === 7));
    const marks = toMarks(turns, 600);
    expect(marks.length).toBeLessThanOrEqual(121);
    expect(marks.some(({ no, tone }) => no === 8 && tone === 'failed')).toBe(true);
  });
});
