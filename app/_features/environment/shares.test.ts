import { describe, expect, it } from 'vitest';
import { formatShares } from './shares';

describe('the versions of an environment', () => {
  it.each([
    ['none', [], 'No version'],
    ['one', [{ number: 3, weight: 7 }], 'v3'],
    [
      'two by weight',
      [
        { number: 3, weight: 3 },
        { number: 1, weight: 1 },
      ],
      'v3 75 %, v1 25 %',
    ],
  ])('are written as %s', (_, versions, text) => {
    expect(formatShares(versions)).toBe(text);
  });
});
