import { createLoader } from 'nuqs/server';
import { expect, it } from 'vitest';
import { isChanged, isFiltered, STATISTICS_FILTERS, toStatisticsInput } from './statistics-filters';

const read = createLoader(STATISTICS_FILTERS);

it('begins with the last 30 days of all flows', () => {
  const filters = read('');
  expect(toStatisticsInput(filters, 'day')).toEqual({ groupBy: 'day', days: 30 });
  expect([isFiltered(filters), isChanged(filters)]).toEqual([false, false]);
});

it('asks for what the address says', () => {
  const filters = read('days=7&from=2030-01-01&to=2030-01-31&flow=f&version=2&channel=api&by=channel');
  expect(toStatisticsInput(filters, filters.by)).toEqual({
    ...{ groupBy: 'channel', days: 7, from: '2030-01-01', to: '2030-01-31' },
    ...{ flowId: 'f', version: 2, channelId: 'api' },
  });
  expect([isFiltered(filters), isChanged(filters)]).toEqual([true, true]);
});

it('leaves out what cannot be read, and a version without its flow', () => {
  expect(toStatisticsInput(read('days=8&from=2030-02-30&to=today&version=2&by=hour'), 'day')).toEqual({
    groupBy: 'day',
    days: 30,
  });
});

it('does not count the group of the table as a change', () => {
  expect(isChanged(read('by=day'))).toBe(false);
  expect(isChanged(read('days=90'))).toBe(true);
});
