import { expect, it } from 'vitest';
import type { Statistics } from './format-figures';
import { formatDay, listDays } from './list-days';

it('lists every day of a period, also those without sessions', () => {
  const item = { day: '2030-03-01', sessions: 4 };
  const days = listDays({ from: '2030-02-28', to: '2030-03-02', items: [item] } as Statistics);
  expect(days).toEqual([
    { day: '2030-02-28', figures: null },
    { day: '2030-03-01', figures: item },
    { day: '2030-03-02', figures: null },
  ]);
  expect(days.map(({ day }) => formatDay(day))).toEqual(['28 Feb', '1 Mar', '2 Mar']);
});
