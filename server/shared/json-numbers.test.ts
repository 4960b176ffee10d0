import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findInexactNumbers, isExactNumber, parseJsonKeepingNumbers } from './json-numbers';

const EXACT = [
  '0',
  '-0',
  '0.0',
  '0e999999',
  '1',
  '-1',
  '1.0',
  '1.50',
  '1e2',
  '1E+2',
  '1e21',
  '1e-7',
  '1e23',
  '1e308',
  '5e-324',
  '9007199254740991',
  '9007199254740992',
  '-9007199254740992',
  '9007199254740994',
  '100000000000000000000000',
  '0.1',
  '0.10000000000000001',
  '52.520006600000002',
  '1.7976931348623157e308',
  '123456789012345.5',
  '0.1000000000000000055511151231257827021181583404541015625',
];
const INEXACT = [
  '7615917337495251231',
  '9007199254740993',
  '-9007199254740993',
  '1e400',
  '-1e400',
  '1E309',
  '1e-400',
  '1e999999999999',
  '12345678901234567890',
  '1152921504606846976',
  '1152921504606846977',
  '9007199254740993.0',
  '90071992547409930e-1',
  '0.1234567890123456789',
  '1.234567890123456789',
  '123456789012345678.5',
  '12345678901234.5678901',
];

describe('json/numbers-unchanged', () => {
  it.each(EXACT)('keeps %s as a number', (text) => {
    expect(isExactNumber(text)).toBe(true);
    expect(parseJsonKeepingNumbers(text)).toBe(JSON.parse(text));
    expect(findInexactNumbers(text, 9)).toEqual([]);
  });

  it.each(INEXACT)('keeps %s as text', (text) => {
    expect(isExactNumber(text)).toBe(false);
    expect(parseJsonKeepingNumbers(text)).toBe(text);
    expect(parseJsonKeepingNumbers(`{"a":[1,{"b": ${text}}]}`)).toEqual({ a: [1, { b: text }] });
    expect(findInexactNumbers(`{"a":[1,{"b": ${text}}]}`, 9)).toEqual([
      { path: ['a', 1, 'b'], text, offset: 14 },
    ]);
  });

  it('leaves digits in texts and keys alone', () => {
    const text = String.raw`{"9007199254740993": ": 9007199254740993", "a\"b": "\\", "c": [ 1e400, "x\\\"1e400" ,9007199254740993]}`;
    expect(parseJsonKeepingNumbers(text)).toEqual({
      '9007199254740993': ': 9007199254740993',
      'a"b': '\\',
      c: ['1e400', 'x\\"1e400', '9007199254740993'],
    });
    expect(findInexactNumbers(text, 9).map(({ path }) => path)).toEqual([
      ['c', 0],
      ['c', 2],
    ]);
    expect(findInexactNumbers(text, 1)).toHaveLength(1);
  });

  it('names the path through lists, objects and repeated keys', () => {
    const text = '[{}, [], {"a": {"b": 1, "c" : [[0], 1e999]}, "a": 1e999}]';
    expect(findInexactNumbers(text, 9).map(({ path }) => path)).toEqual([
      [2, 'a', 'c', 1],
      [2, 'a'],
    ]);
  });

  it('throws for a text that is not JSON', () => {
    for (const text of ['', '{', '1e', '[1e400', '{"a":9007199254740993', '01234567890123456789'])
      expect(() => parseJsonKeepingNumbers(text)).toThrow(SyntaxError);
  });

  const digits = fc.stringMatching(/^[1-9]\d{0,40}$/);
  const number = fc.oneof(
    digits,
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
    fc.tuple(digits, fc.stringMatching(/^\d{1,30}$/)).map(([whole, fraction]) => `${whole}.${fraction}`),
    fc.tuple(digits, fc.integer({ min: -400, max: 400 })).map(([whole, power]) => `-${whole}e${power}`),
  );

  it('text in = text out, for any number', () => {
    fc.assert(
      fc.property(number, (text) => {
        const value = parseJsonKeepingNumbers(text);
        const digits = text.replace(/^-?0*\.?0*|\.|e.*$/g, '').replace(/0+$/, '').length;
        const out =
          typeof value === 'number'
            ? [String(value), value.toPrecision(Math.min(digits || 1, 100))]
            : [value];
        expect(out.some((printed) => isEqual(String(printed), text))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('parses what JSON.stringify prints as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(parseJsonKeepingNumbers(text)).toEqual(JSON.parse(text));
        expect(findInexactNumbers(text, 9)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('replaces and finds the same numbers in any JSON', () => {
    const tree = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        number,
        fc.string().map((text) => JSON.stringify(text)),
        tie('list'),
        tie('record'),
      ),
      list: fc.array(tie('value'), { maxLength: 4 }).map((items) => `[ ${items.join(' , ')}]`),
      record: fc
        .uniqueArray(fc.tuple(fc.string(), tie('value')), { maxLength: 4, selector: ([key]) => key })
        .map((entries) => `{${entries.map(([key, value]) => `${JSON.stringify(key)} :${value}`).join(',')}}`),
    })).value as fc.Arbitrary<string>;
    fc.assert(
      fc.property(tree, (text) => {
        const value = parseJsonKeepingNumbers(text);
        const found = findInexactNumbers(text, 1_000);
        for (const { path, text: kept, offset } of found) {
          expect(text.slice(offset, offset + kept.length)).toBe(kept);
          expect(path.reduce<unknown>((inner, key) => Object(inner)[key], value)).toBe(kept);
        }
        expect(isEqualJson(value, JSON.parse(text))).toBe(found.length === 0);
      }),
    );
  });
});

/** Whether two decimal texts are the same number, by exact arithmetic. */
function isEqual(a: string, b: string): boolean {
  const [[left, leftPower], [right, rightPower]] = [toInteger(a), toInteger(b)];
  const least = Math.min(leftPower, rightPower);
  return left * 10n ** BigInt(leftPower - least) === right * 10n ** BigInt(rightPower - least);
}

function toInteger(text: string): [whole: bigint, power: number] {
  const [mantissa = '', power = '0'] = text.split('e');
  const fraction = mantissa.split('.')[1] ?? '';
  return [BigInt(mantissa.replace('.', '')), Number(power) - fraction.length];
}

function isEqualJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
