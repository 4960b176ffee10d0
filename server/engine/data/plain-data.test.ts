import { describe, expect, it } from 'vitest';
import type { Json } from '../json';
import { countChars, isTooLarge, MAX_DEPTH, mayBeTooLarge, toPlainData, toStorableText } from './plain-data';

/** Wraps a value in so many lists, or in so many records. */
function nest(levels: number, wrap: (inner: Json) => Json, inner: Json = 'x'): Json {
  return levels === 0 ? inner : wrap(nest(levels - 1, wrap, inner));
}

const inList = (inner: Json): Json => [inner];
const inRecord = (inner: Json): Json => ({ a: inner });

describe('toPlainData', () => {
  it.each<[Json, Json]>([
    ['a\0b\ud800c😀', 'a\ufffdb\ufffdc😀'],
    [-0, 0],
    [Number.NaN, null],
    [Number.POSITIVE_INFINITY, null],
    [true, true],
    [null, null],
    [
      ['a\0', -0],
      ['a\ufffd', 0],
    ],
    [{ 'k\0': '\udfff' }, { 'k\ufffd': '\ufffd' }],
  ])('copies %j as %j', (given, expected) => {
    expect(toPlainData(given)).toStrictEqual(expected);
  });

  it('leaves out fields without a value', () => {
    const given = { a: 1, b: undefined } as unknown as Json;
    expect(Object.keys(toPlainData(given) as object)).toEqual(['a']);
  });

  it('has no value for what a program cannot write as JSON', () => {
    expect(toPlainData((() => 1) as unknown as Json)).toBeNull();
  });

  it.each([
    ['lists', inList],
    ['records', inRecord],
  ])('keeps 64 %s and replaces those within by null', (_, wrap) => {
    expect(MAX_DEPTH).toBe(64);
    expect(toPlainData(nest(64, wrap))).toEqual(nest(64, wrap));
    expect(toPlainData(nest(65, wrap))).toEqual(nest(64, wrap, null));
  });
});

describe('toStorableText', () => {
  it('keeps pairs and replaces lone surrogates and NUL', () => {
    expect(toStorableText('\0😀\udc00\ud83d')).toBe('\ufffd😀\ufffd\ufffd');
  });
});

describe('countChars', () => {
  it.each<[unknown]>([
    [''],
    ['abc'],
    [0],
    [-12.5],
    [true],
    [false],
    [null],
    [[]],
    [[1]],
    [[1, 'a', [true, false]]],
    [{}],
    [{ a: 1 }],
    [{ a: 1, bc: { d: [null, 'e'] } }],
  ])('is the length of the JSON of %j, give or take a comma', (value) => {
    const length = JSON.stringify(value).length;
    const counted = countChars(value, 1_000);
    expect(counted).toBeGreaterThanOrEqual(length);
    expect(counted - length).toBeLessThanOrEqual(2);
  });

  it('counts each kind of value exactly', () => {
    expect(countChars('abc', 99)).toBe(5);
    expect(countChars(-12, 99)).toBe(3);
    expect([countChars(true, 99), countChars(false, 99), countChars(null, 99)]).toEqual([4, 5, 4]);
    expect(countChars(undefined, 99)).toBe(0);
    expect([countChars([], 99), countChars(['a', 'b'], 99)]).toEqual([2, 9]);
    expect([countChars({}, 99), countChars({ ab: 1 }, 99)]).toEqual([2, 8]);
  });

  it('ignores fields without a value', () => {
    expect(countChars({ a: undefined, b: 1 }, 99)).toBe(countChars({ b: 1 }, 99));
  });

  it('stops after the value that exceeds the maximum', () => {
    let read = 0;
    const counted = {
      get text() {
        read++;
        return 'x'.repeat(50);
      },
    };
    countChars([counted, counted, counted, counted], 100);
    expect(read).toBe(2);
    read = 0;
    countChars({ a: counted, b: counted, c: counted, d: counted }, 100);
    expect(read).toBe(2);
  });

  it.each([
    ['lists', inList],
    ['records', inRecord],
  ])('counts more levels of %s than allowed as infinite', (_, wrap) => {
    expect(countChars(nest(3, wrap), 999, 3)).toBeLessThan(999);
    expect(countChars(nest(4, wrap), 999, 3)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('isTooLarge', () => {
  it('is exact at its maximum, also where escapes make a text longer', () => {
    expect([isTooLarge('abc', 5), isTooLarge('abc', 4)]).toEqual([false, true]);
    expect([isTooLarge('a"b', 6), isTooLarge('a"b', 5)]).toEqual([false, true]);
    expect([isTooLarge('\u0001', 8), isTooLarge('\u0001', 7)]).toEqual([false, true]);
  });

  it('measures the JSON itself only where escapes could decide', () => {
    expect([mayBeTooLarge(10, 59), mayBeTooLarge(10, 60), mayBeTooLarge(10, 61)]).toEqual([
      true,
      false,
      false,
    ]);
    let written = 0;
    const value = {
      toJSON() {
        written++;
        return '';
      },
    };
    isTooLarge([value], 1_000);
    expect(written).toBe(0);
    isTooLarge([value], 40);
    expect(written).toBe(1);
  });

  it('refuses what is nested too deep', () => {
    expect([isTooLarge(nest(64, inList), 999), isTooLarge(nest(65, inList), 999)]).toEqual([false, true]);
  });
});
