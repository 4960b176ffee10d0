import { expect, it } from 'vitest';
import { formatDuration } from './format-duration';

it.each([
  [-5, '0 ms'],
  [0.4, '0 ms'],
  [340, '340 ms'],
  [1_000, '1 s'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [303_000, '5 min 3 s'],
  [3_600_000, '1 h'],
  [3_900_000, '1 h 5 min'],
  [187_200_000, '2 d 4 h'],
])('%d ms is %s', (ms, words) => {
  expect(formatDuration(ms)).toBe(words);
});
