import { describe, expect, it } from 'vitest';
import { findJsonDefect, type Json } from './json';

const nest = (levels: number): Json => (levels === 0 ? 'x' : [nest(levels - 1)]);

/*
 * json/kept-unchanged: data without a defect comes back unchanged from the database and from every copy.
 */
describe('json/kept-unchanged: a defect', () => {
  it.each<[string, string, (string | number)[], string]>([
    [
      'a key named __proto__',
      '{"__proto__":1}',
      ['__proto__'],
      'has a key named __proto__, which is not accepted',
    ],
    [
      'one further in, its value whatever it is',
      '{"a":[0,{"b":{"__proto__":null}}]}',
      ['a', 1, 'b', '__proto__'],
      'has a key named __proto__, which is not accepted',
    ],
    ['a NUL in a text', '{"a":["\\u0000"]}', ['a', 0], 'contains a NUL character'],
    ['a NUL in a key', '[{"\\u0000":1}]', [0, '\0'], 'has a key that contains a NUL character'],
    ['half of a surrogate pair', '"\\ud800"', [], 'contains an unpaired surrogate'],
  ])('is %s', (_, text, path, reason) => {
    expect(findJsonDefect(JSON.parse(text))).toEqual({ path, reason });
  });

  it('is a value below the 64th level, and none above it', () => {
    expect(findJsonDefect(nest(64))).toBeNull();
    expect(findJsonDefect(nest(65))).toEqual({
      path: Array.from({ length: 65 }, () => 0),
      reason: 'is nested deeper than 64 levels',
    });
  });

  it.each(['constructor', 'prototype', 'toString', 'hasOwnProperty', '__defineGetter__', 'toJSON', '', '0'])(
    'is not a key named %j',
    (key) => {
      expect(findJsonDefect({ [key]: { [key]: [key] } })).toBeNull();
    },
  );
});
