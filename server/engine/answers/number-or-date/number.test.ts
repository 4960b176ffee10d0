import { describe, expect, it } from 'vitest';
import { parseAnswer as parse, readAnswer as read } from '../../fixtures/parse-answer';
import type { Json } from '../../json';

type Table = [input: string, stored: Json | undefined][];

describe('number', () => {
  it.each<Table[number]>([
    ['12', 12],
    [' -0.5 ', -0.5],
    ['+3', 3],
    ['.5', 0.5],
    ['-0', 0],
    ['007', 7],
    ['1,234', 1234],
    ['1,234,567.89', 1234567.89],
    ['1 234', 1234],
    ['1 234,5', 1234.5],
    ["1'234.5", 1234.5],
    ['1\u00a0234', 1234],
    ['\u22125', -5],
    ['1.234', 1.234],
    ['1.234,5', 1234.5],
    ['1.234.567', 1234567],
    ['1,5', 1.5],
    ['0,125', 0.125],
    ['1234,567', 1234.567],
    ['12,34,56', undefined],
    ['12,34,567', 1234567],
    ['1,23,456', 123456],
    ['€ 12.50', 12.5],
    ['12.50 EUR', 12.5],
    ['-€5', -5],
    ['$ 1,234', 1234],
    ['12 KMH', undefined],
    ['€ 5 EUR', undefined],
    ['٣٫٥', 3.5],
    ['۱۲۳', 123],
    ['१२', 12],
    ['１２', 12],
    ['\u202a12\u202c', 12],
    ['5²', undefined],
    ['1 23', undefined],
    ['1e3', undefined],
    ['0x10', undefined],
    ['twelve', undefined],
    ['12 apples', undefined],
    ['', undefined],
    ['Infinity', undefined],
    ['9007199254740993', undefined],
    [`${'9'.repeat(400)}`, undefined],
  ])('parses %j to %j', (input, stored) => {
    expect(read({ type: 'number' }, input)).toBe(stored);
  });

  it.each<[locale: string, input: string, stored: Json | undefined]>([
    ['en', '1,234', 1234],
    ['en', '1.234', 1.234],
    ['de', '1.234', 1234],
    ['de', '1,234', 1.234],
    ['de-CH', '1.234', 1.234],
    ['fr', '1,234', 1.234],
    ['es-MX', '1,234', 1234],
    ['ar', '1,234', 1234],
    ['ar-MA', '1,234', 1.234],
    ['hi', '1,234', 1234],
    ['de', '1.234.567', 1234567],
    ['de', '1,234,567', 1234567],
    ['de', '1.234,5', 1234.5],
    ['de', '1,234.5', 1234.5],
    ['de', '12.50', 12.5],
    ['en', '12,50', 12.5],
    ['de', '12,34,567', 1234567],
    ['de', '٫٥', 0.5],
    ['de', '1٫234', 1.234],
    ['de', '1٬234', 1234],
    ['en', '1 234,567', 1234.567],
    ['de', '-€1.234', -1234],
    ['pl', '12,50 zł', 12.5],
    ['sv', '100 kr', 100],
    ['en', 'US$ 5', 5],
    ['en', '12.', 12],
    ['de', '1.23.4', undefined],
    ['de', '1,2,3', undefined],
    ['de', ',', undefined],
    ['xx-unknown-language', '1,234', 1234],
    ['not a tag', '1,234', 1234],
  ])('in %s parses %j to %j', (locale, input, stored) => {
    expect(read({ type: 'number' }, input, undefined, locale)).toBe(stored);
  });

  it('says how an ambiguous number was read', () => {
    const parsed = parse({ type: 'number' }, '1.234', undefined, 'de');
    expect(parsed).toMatchObject({ note: 'Read "1.234" as 1234, the form of the language de.' });
    expect(parse({ type: 'number' }, '1.5', undefined, 'de')).toEqual({ ok: true, value: 1.5 });
    expect(parse({ type: 'number' }, '1,5 €')).toMatchObject({
      note: 'Read with a decimal comma. Read without the currency €.',
    });
  });

  it('reads a structured value as JSON and HTML write it, in every language', () => {
    expect(read({ type: 'number' }, '', '1.234', 'de')).toBe(1.234);
    expect(read({ type: 'number' }, '', 1.234, 'de')).toBe(1.234);
    expect(read({ type: 'number' }, '', '1.234,5', 'de')).toBe(1234.5);
  });

  it.each<[string, string]>([
    ['1.5', 'Please answer with a whole number.'],
    ['0', 'Please give a number from 1 to 12.'],
    ['13', 'Please give a number from 1 to 12.'],
    ['x', 'Please answer with a number.'],
  ])('explains why %j is invalid', (input, reason) => {
    expect(parse({ type: 'number', min: 1, max: 12, integer: true }, input)).toEqual({ ok: false, reason });
  });

  it('names the only bound, and accepts a number in value', () => {
    expect(parse({ type: 'number', min: 1 }, '0')).toMatchObject({
      reason: 'Please give a number of at least 1.',
    });
    expect(parse({ type: 'number', max: 1 }, '2')).toMatchObject({
      reason: 'Please give a number of at most 1.',
    });
    expect(read({ type: 'number' }, '', 5)).toBe(5);
    expect(read({ type: 'number' }, '', 1e300)).toBeUndefined();
  });
});
