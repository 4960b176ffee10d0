import { expect, it } from 'vitest';
import { listSnoozeTimes } from './snooze-times';

const timesAt = (now: Date) => listSnoozeTimes(now).map(({ at }) => at);

it('offers times after now, in the zone of the reader', () => {
  const monday = new Date(2026, 10, 30, 18, 30);
  expect(timesAt(monday)).toEqual([
    new Date(2026, 10, 30, 19, 30),
    new Date(2026, 10, 30, 21, 30),
    new Date(2026, 11, 1, 9),
    new Date(2026, 11, 7, 9),
  ]);
  expect(timesAt(new Date(2026, 11, 6, 23)).slice(2)).toEqual([
    new Date(2026, 11, 7, 9),
    new Date(2026, 11, 7, 9),
  ]);
});
