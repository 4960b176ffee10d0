import { describe, expect, it } from 'vitest';
import { findMost, shortNumber, toRuns, toScaleEnd } from './chart-scale';

describe('scales', () => {
  it.each([
    [0, 1],
    [1, 1],
    [3, 5],
    [21, 25],
    [99, 100],
    [101, 200],
    [7_300, 10_000],
  ])('for %d end at %d', (most, end) => {
    expect(toScaleEnd(most)).toBe(end);
  });

  it('have short labels', () => {
    expect([950, 1_200, 3_000_000].map(shortNumber)).toEqual(['950', '1.2K', '3M']);
  });

  it('cover the sum of stacked bars', () => {
    const series = [
      { key: 'a', label: 'A', ink: '', values: [1, 5, null] },
      { key: 'b', label: 'B', ink: '', values: [2, 4, 3] },
    ];
    expect(findMost(series, true)).toBe(9);
    expect(findMost(series, false)).toBe(5);
    expect(findMost([], true)).toBe(0);
  });
});

describe('lines', () => {
  it('are interrupted at unknown values', () => {
    expect(toRuns([null, 1, 2, null, null, 3])).toEqual([
      [
        [1, 1],
        [2, 2],
      ],
      [[5, 3]],
    ]);
  });
});
