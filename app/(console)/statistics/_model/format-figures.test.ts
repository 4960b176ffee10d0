import { expect, it } from 'vitest';
import { formatCost, formatPart, formatSeconds, formatShare } from './format-figures';

it('formats shares, parts, times and costs', () => {
  expect([0, 0.042, 0.567, 1, null].map(formatShare)).toEqual(['0%', '4.2%', '57%', '100%', '–']);
  expect([formatPart(1, 3), formatPart(0, 0)]).toEqual(['33%', '–']);
  expect([60, 3_725, null].map(formatSeconds)).toEqual(['1 min', '1 h 2 min', '–']);
  expect([0, 0.00042, 12.3, 1_204].map(formatCost)).toEqual(['$0.00', '$0.0004', '$12.30', '$1,204.00']);
});
