import { describe, expect, it } from 'vitest';
import type { SimpleAnswer } from '../definition/answer';
import { readAnswer } from '../fixtures/parse-answer';
import type { Json } from '../json';

/** Pads a reply to a length at the ellipsis. */
const pad = (text: string, length: number, filler: string) =>
  text.replace('…', filler.repeat(length - text.length + 1));

describe('the longest reply that is read', () => {
  it.each<[SimpleAnswer, text: string, filler: string, most: number, stored: Json]>([
    [{ type: 'number' }, '…7', '0', 400, 7],
    [{ type: 'date' }, '31…Dec 2026', '.', 100, '2026-12-31'],
    [{ type: 'phone', region: 'DE' }, '030…901820', '-', 60, '+4930901820'],
    [{ type: 'url' }, 'https://x.test/…', 'a', 2_000, `https://x.test/${'a'.repeat(1_985)}`],
  ])('%j: %s', (answer, text, filler, most, stored) => {
    expect(readAnswer(answer, pad(text, most, filler))).toEqual(stored);
    expect(readAnswer(answer, pad(text, most + 1, filler))).toBeUndefined();
  });
});

describe('a day in words', () => {
  it.each<[string, Json | undefined]>([
    ['le 3 de mayo 2026', undefined],
    ['3 x May 2026', undefined],
    ['3 May 2026 7', undefined],
    ['3 May 20266', undefined],
    ['003 May 2026', undefined],
    ['2026 May 003', undefined],
    ['May 2026', undefined],
    ['3 May + 2026', undefined],
    ['the 3rd of of of of of May 2026', '2026-05-03'],
    ['the 3rd of of of of of of May 2026', undefined],
    ['2026-05-03T22:30:00Z', '2026-05-03'],
    ['2026-05-03T22:30:00z', '2026-05-03'],
    ['2026-05-03T22:30:00+02:00', '2026-05-03'],
    ['2026-05-03T22:30', '2026-05-03'],
  ])('%j is %j', (text, stored) => {
    expect(readAnswer({ type: 'date' }, text)).toEqual(stored);
  });
});

describe('a telephone number', () => {
  it.each<[string, string | undefined]>([
    ['tel:+49 30 901820', '+4930901820'],
    ['TEL:030 901820', '+4930901820'],
    ['0049 (0)30 901820', '+4930901820'],
    ['+49 30 901820 tel:', undefined],
    ['call 030 901820', undefined],
    ['30', undefined],
  ])('%j is %j in Germany', (text, number) => {
    expect(readAnswer({ type: 'phone', region: 'DE' }, text)).toBe(number);
  });

  it.each<[string, string | undefined]>([
    ['030 901820', undefined],
    ['+4930901820', '+4930901820'],
    ['004930901820', '+4930901820'],
  ])('%j is %j without a region', (text, number) => {
    expect(readAnswer({ type: 'phone' }, text)).toBe(number);
  });
});

describe('an amount', () => {
  it.each<[string, number | undefined]>([
    ['--5', undefined],
    ['-+5', undefined],
    ['- 5', -5],
    ['5-', undefined],
    ['5.', 5],
    ['Fr. 12.50', undefined],
    ['Rs. 12.50', 12.5],
    ['12 zł', 12],
    ['5 $', 5],
    ['1,234.', 1234],
    [',5', 0.5],
    ['.', undefined],
    [',', undefined],
    ['1,2,3', undefined],
    ['0,123,456', undefined],
    ['1.2345,6', undefined],
    ['9007199254740991', 9_007_199_254_740_991],
    ['-9007199254740991', -9_007_199_254_740_991],
  ])('%j is %j', (text, number) => {
    expect(readAnswer({ type: 'number' }, text)).toBe(number);
  });
});
