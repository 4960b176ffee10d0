import { createLoader } from 'nuqs/server';
import { describe, expect, it } from 'vitest';
import { HOME_PARAMS } from './home-queries';
import { formatLatency, formatRate, turnsAMinute } from './read-numbers';

const metrics = (turns: number[]) =>
  ({ steps: turns.map((count) => ({ counts: { turns: count } })) }) as never;

describe('the number of turns per minute', () => {
  it('is the mean of five complete minutes, without the current one', () => {
    expect(turnsAMinute(metrics([100, 1, 2, 3, 4, 5, 90]))).toBe(3);
    expect(turnsAMinute(metrics([90]))).toBe(0);
  });
});

describe('counts and latencies', () => {
  it('are formatted in few characters', () => {
    expect([0, 0.4, 12.3, 1204].map(formatRate)).toEqual(['0', '0.4', '12', '1,204']);
    expect(formatLatency(null)).toEqual({ value: '–', unit: '' });
    expect(formatLatency(30)).toEqual({ value: '30', unit: 'ms' });
    expect(formatLatency(1_250)).toEqual({ value: '1.3', unit: 's' });
  });
});

describe('the range of the charts', () => {
  it('is a day by default', () => {
    const read = (query: string) => createLoader(HOME_PARAMS)(query).range;
    expect(['?range=hour', '', '?range=year', '?range=toString'].map(read)).toEqual([
      'hour',
      'day',
      'day',
      'day',
    ]);
  });
});
