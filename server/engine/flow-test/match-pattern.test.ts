import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findListParting, foldSpace, matchesPattern, toPattern } from './match-pattern';

describe('matchesPattern', () => {
  it.each([
    ['Hello.', 'Hello.', true],
    ['Hello.', 'hello.', false],
    ['Hello, Ada. Bye.', 'Hello, *. Bye.', true],
    ['Hello, . Bye.', 'Hello, *. Bye.', true],
    ['Hello, Ada.', 'Hello', false],
    ['Hallo, Ada.', 'Hello*', false],
    ['Hello, Eve.', '*Ada.', false],
    ['Hello, Ada.', '*Ada', false],
    ['Hello, Ada.', '*Ada*', true],
    ['abcbd', 'a*b*d', true],
    ['aba', 'ab*ba', false],
    ['one two three', '*three*two*', false],
    ['2 * 3', '2 \\* 3', true],
    ['2 x 3', '2 \\* 3', false],
    ['a\\b', 'a\\\\b', true],
    ['(a|b)+', '(a|b)+', true],
    ['', '', true],
    ['', '*', true],
    [' two\n words ', 'two words', true],
  ])('%j matches %j: %s', (text, pattern, matches) => {
    expect(matchesPattern(text, pattern)).toBe(matches);
  });

  // Quadratic time would exceed the time limit of the test.
  it('takes linear time', () => {
    expect(matchesPattern('a'.repeat(200_000), `${'*a'.repeat(15_000)}*b`)).toBe(false);
  });

  it('matches the text that a pattern was written for, and no other', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '*', '\\', ' ', '\n', '🙂'), maxLength: 12 });
    fc.assert(
      fc.property(text, text, (own, other) => {
        expect(matchesPattern(own, toPattern(own))).toBe(true);
        expect(matchesPattern(other, toPattern(own))).toBe(foldSpace(own) === foldSpace(other));
      }),
    );
  });
});

describe('findListParting', () => {
  const part = (expected: string[], came: string[]) =>
    findListParting(expected, came, (item, wanted) => item === wanted);

  it.each([
    [[], [], null],
    [['a', 'b'], ['a', 'b'], null],
    [['a', 'b'], ['a', 'c'], { expected: 1, actual: 1 }],
    [['a', 'b'], ['a'], { expected: 1, actual: 1 }],
    [['a'], ['a', 'b'], { expected: 1, actual: 1 }],
    [['**'], ['a', 'b'], null],
    [['a', '**', 'c'], ['a', 'b', 'b', 'c'], null],
    [['a', '**', 'c'], ['a', 'c'], null],
    [['a', '**', 'b'], ['a', 'c'], { expected: 2, actual: 1 }],
    [['**', 'b', '**', 'a'], ['a', 'b', 'a'], null],
    [['**', 'b', '**', 'b'], ['a', 'b', 'a'], { expected: 3, actual: 2 }],
  ])('%j beside %j', (expected, came, parting) => {
    expect(part(expected, came)).toEqual(parting);
  });
});
