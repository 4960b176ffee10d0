import { expect, it } from 'vitest';
import { isDropOff, sayCount, sayShare, toWidth } from './traffic';

it('says shares without rounding some to none or to all', () => {
  expect([sayShare(1, 1_000), sayShare(999, 1_000), sayShare(1, 3), sayShare(0, 5), sayShare(5, 5)]).toEqual([
    '<1 %',
    '>99 %',
    '33 %',
    '0 %',
    '100 %',
  ]);
  expect(sayShare(0, 0)).toBe('–');
  expect([sayCount(1), sayCount(1_234)]).toEqual(['1 session', '1,234 sessions']);
});

it('marks a node where at least two and a tenth of the sessions stopped', () => {
  const counts = (sessions: number, stopped: number) => isDropOff({ sessions, stopped, lastAt: null });
  expect([counts(20, 2), counts(21, 2), counts(3, 1), counts(0, 0)]).toEqual([true, false, false, false]);
});

it('draws a wire that somebody took, and none wider than all', () => {
  expect([toWidth(0, 9), toWidth(1, 1_000), toWidth(500, 1_000), toWidth(9, 9), toWidth(3, 0)]).toEqual([
    0, 1, 3, 5, 0,
  ]);
});
