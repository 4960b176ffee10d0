import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findInexactNumbers } from '@/server/shared/json-numbers';
import { parseJson } from './parse-json';

const findError = (text: string) => {
  const parsed = parseJson(text);
  return parsed.ok ? null : parsed.error;
};

const lineOf = (text: string, at: number) => text.slice(0, at).split('\n').length;

describe('parseJson', () => {
  it.each([
    ['{\n  "a": 1\n  "b": 2\n}', 2, 'comma'],
    ['{\n  "a": 1,\n}', 3, 'comma is not allowed before }'],
    ['[1,\n]', 2, 'comma is not allowed before ]'],
    ['{\n  "a": "open\n}', 2, 'not closed'],
    ['{\n  "a" 1\n}', 2, 'colon'],
    ['{\n  "a":\n}', 3, 'value is missing'],
    ["{\n  'a': 1\n}", 2, 'double quotes'],
    ['{\n  // why\n  "a": 1\n}', 2, 'comments'],
    ['{ "a": True }', 1, 'small letters'],
    ['{ "a": 01 }', 1, 'not a number'],
    ['{ "a": "C:\\dir" }', 1, 'backslash'],
    ['{ "a": "\t" }', 1, 'escape'],
    ['{ "a": "\\u12" }', 1, 'hexadecimal'],
    ['{ "a": [1, 2 }', 1, 'comma here'],
    ['{ "a": 1 } }', 1, 'Nothing can follow'],
    ['{\n "a": {\n', 2, '} is missing'],
    ['', 1, 'start with {'],
    ['{\n  "a": 1,\n  "id": 9007199254740993\n}', 3, 'cannot be kept exactly'],
  ])('json/at-cause: points into %j', (text, line, part) => {
    const error = findError(text);
    expect(error?.message).toContain(part);
    expect(lineOf(text, error?.from ?? -1)).toBe(line);
  });

  it('returns a non-empty range inside the text where possible', () => {
    const error = findError('{');
    expect(error).toMatchObject({ from: 0, to: 1 });
  });

  it('json/as-parsed: agrees with JSON.parse on valid texts and on damaged ones', () => {
    const spoil = fc.tuple(
      fc.json(),
      fc.nat(200),
      fc.constantFrom('', ',', '"', '}', ']', ':', '1', 'x', '\\', ' ', '\n', '-', '.'),
    );
    fc.assert(
      fc.property(spoil, ([json, at, extra]) => {
        const cut = Math.min(at, json.length);
        const text = json.slice(0, cut) + extra + json.slice(cut + (extra === '' ? 1 : 0));
        expect(findError(text) === null).toBe(parses(text));
      }),
      { numRuns: 3_000 },
    );
  });

  it('json/as-parsed: agrees with JSON.parse on random JSON tokens', () => {
    const words = fc.array(fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '1', '-0.5e3', 'null', ' '), {
      maxLength: 14,
    });
    fc.assert(
      fc.property(words, (list) => {
        expect(findError(list.join('')) === null).toBe(parses(list.join('')));
      }),
      { numRuns: 5_000 },
    );
  });

  it('reads a megabyte and a hundred thousand brackets without failing', () => {
    expect(findError(JSON.stringify({ text: 'long '.repeat(200_000) }))).toBeNull();
    expect(findError('['.repeat(100_000))).toMatchObject({ from: 99_999, to: 100_000 });
  });
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return findInexactNumbers(text, 1).length === 0;
  } catch {
    return false;
  }
}
