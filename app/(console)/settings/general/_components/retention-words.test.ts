import { expect, it } from 'vitest';
import { isShorter, parseDays } from './retention-words';

it.each([
  ['30', 30],
  [' 3,650 ', 3_650],
  ['0', null],
  ['3651', null],
  ['1.5', null],
  ['-1', null],
  ['', null],
])('%j is %j days', (text, days) => {
  expect(parseDays(text)).toBe(days);
});

it.each([
  [null, 30, true],
  [30, 7, true],
  [7, 30, false],
  [30, 30, false],
  [30, null, false],
])('from %j to %j days deletes more: %j', (before, after, shorter) => {
  expect(isShorter(before, after)).toBe(shorter);
});
