import { describe, expect, it } from 'vitest';
import { parseAnswer as parse, readAnswer as read } from '../../fixtures/parse-answer';
import type { Json } from '../../json';
import { checkAnswer } from '../registry';

type Table = [input: string, stored: Json | undefined][];

describe('phone', () => {
  it.each<Table[number]>([
    ['+49 30 1234567', '+49301234567'],
    ['0049 (30) 123-4567', '+49301234567'],
    ['+49 (0)30 1234567', '+49301234567'],
    ['tel:+1-202-555-0100', '+12025550100'],
    ['030/123 45 67', undefined],
    ['(202) 555-0100', undefined],
    ['++49 30 1234567', undefined],
    ['+49 30 1234567 ext. 5', undefined],
    ['1-800-FLOWERS', undefined],
    ['+0 12345678', undefined],
    ['123', undefined],
    ['+12345678901234567', undefined],
    ['call me', undefined],
    ['\u202a+49 30 1234567\u202c', '+49301234567'],
    ['＋４９ ３０ １２３４５６７', '+49301234567'],
    ['+٤٩ ٣٠ ١٢٣٤٥٦٧', '+49301234567'],
    ['+49\u201130\u00a01234567', '+49301234567'],
  ])('parses %j to %j', (input, stored) => {
    expect(read({ type: 'phone' }, input)).toBe(stored);
  });
});

describe('phone without a country code', () => {
  it.each<[region: string | undefined, locale: string, input: string, stored: string | undefined]>([
    ['DE', 'en', '030/123 45 67', '+49301234567'],
    [undefined, 'de', '030/123 45 67', '+49301234567'],
    [undefined, 'de-AT', '0664 1234567', '+436641234567'],
    ['GB', 'de', '020 7946 0958', '+442079460958'],
    [undefined, 'en-US', '(202) 555-0100', '+12025550100'],
    [undefined, 'en-US', '011 49 30 1234567', '+49301234567'],
    ['AU', 'en', '0011 49 30 1234567', '+49301234567'],
    ['IT', 'en', '06 1234 5678', '+390612345678'],
    ['IN', 'hi', '९८७६५ ४३२१०', '+919876543210'],
    ['FR', 'en', '\u202a06 12 34 56 78\u202c', '+33612345678'],
    [undefined, 'en', '(202) 555-0100', undefined],
    [undefined, 'en-US', '020 7946 0958', undefined],
    ['DE', 'de', '110', undefined],
    ['DE', 'de', '+43 664 1234567', '+436641234567'],
  ])('in the region %s and the language %s parses %j to %j', (region, locale, input, stored) => {
    expect(read({ type: 'phone', region }, input, undefined, locale)).toBe(stored);
  });

  it('says in which region it was read', () => {
    expect(parse({ type: 'phone', region: 'DE' }, '030 1234567')).toEqual({
      ok: true,
      value: '+49301234567',
      note: 'Read "030 1234567" as a number of DE.',
    });
    expect(parse({ type: 'phone', region: 'DE' }, '+49 30 1234567')).toEqual({
      ok: true,
      value: '+49301234567',
    });
  });

  it('reports a region that does not exist', () => {
    expect(checkAnswer({ type: 'phone', region: 'XX' }, '/answer')).toMatchObject([
      { code: 'unknown_region', path: '/answer/region' },
    ]);
    expect(checkAnswer({ type: 'phone', region: 'DE' }, '/answer')).toEqual([]);
  });
});
