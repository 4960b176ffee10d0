import { describe, expect, it } from 'vitest';
import { parseAnswer as parse, readAnswer as read } from '../fixtures/parse-answer';
import type { Json } from '../json';

type Table = [input: string, stored: Json | undefined][];

describe('text', () => {
  it.each<Table[number]>([
    ['hello', 'hello'],
    ['  as input ', 'as input'],
    ['\u200e Jane \ufeff', 'Jane'],
    ['Cafe\u0301', 'Café'],
    ['\u200b', undefined],
    ['\u2066\u2069', undefined],
    ['', undefined],
    [' \n ', undefined],
  ])('parses %j to %j', (input, stored) => {
    expect(read({ type: 'text' }, input)).toBe(stored);
  });

  it.each<[string, Json | undefined, string | null]>([
    ['abc', 'abc', null],
    ['ab', undefined, 'Please type at least 3 characters.'],
    ['abcdef', undefined, 'Please keep it to 5 characters; that was 6.'],
    ['👨‍👩‍👧👍🏽🇩🇪', '👨‍👩‍👧👍🏽🇩🇪', null],
    ['👨‍👩‍👧', undefined, 'Please type at least 3 characters.'],
  ])('enforces the length of %j', (input, stored, reason) => {
    const parsed = parse({ type: 'text', minLength: 3, maxLength: 5 }, input);
    expect(parsed).toEqual(stored === undefined ? { ok: false, reason } : { ok: true, value: stored });
  });

  it('accepts an empty text if allowed, and a text in value', () => {
    expect(read({ type: 'text', minLength: 0 }, '')).toBe('');
    expect(read({ type: 'text' }, 'words', 'value')).toBe('value');
  });
});

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

describe('email', () => {
  it.each<Table[number]>([
    ['ann@example.com', 'ann@example.com'],
    [' Ann.B+x@Example.COM ', 'Ann.B+x@example.com'],
    ['mailto:a@b.co', 'a@b.co'],
    ['jürgen@bücher.example', 'jürgen@bücher.example'],
    ['ann@example', undefined],
    ['ann@@example.com', undefined],
    ['a b@example.com', undefined],
    ['.a@example.com', undefined],
    ['a..b@example.com', undefined],
    ['a@-x.com', undefined],
    ['a@x..com', undefined],
    ['@example.com', undefined],
    [`${'a'.repeat(65)}@example.com`, undefined],
    ['me', undefined],
    ['म@उदाहरण.भारत', 'म@उदाहरण.भारत'],
    ['a@cafe\u0301.fr', 'a@café.fr'],
    ['a@例え。jp', 'a@例え.jp'],
    ['\u202aann@example.com\u202c', 'ann@example.com'],
    ['john@1.2', undefined],
    ['john@127.0.0.1', undefined],
    ['john@[127.0.0.1]', undefined],
  ])('parses %j to %j', (input, stored) => {
    expect(read({ type: 'email' }, input)).toBe(stored);
  });
});

describe('url', () => {
  it.each<Table[number]>([
    ['https://example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
    ['http://localhost:3000', 'http://localhost:3000/'],
    ['example.com/x', 'https://example.com/x'],
    ['HTTPS://EXAMPLE.com', 'https://example.com/'],
    ['example', undefined],
    ['javascript:alert(1)', undefined],
    ['ftp://example.com', undefined],
    ['https://', undefined],
    ['two words.com', undefined],
    ['\u200ehttps://example.com\u200f', 'https://example.com/'],
    ['bücher.example', 'https://xn--bcher-kva.example/'],
    ['3.14', undefined],
    ['1.5', undefined],
    ['127.0.0.1/x', undefined],
    ['', undefined],
  ])('parses %j to %j', (input, stored) => {
    expect(read({ type: 'url' }, input)).toBe(stored);
  });
});

describe('phone', () => {
  it.each<Table[number]>([
    ['+49 30 1234567', '+49301234567'],
    ['0049 (30) 123-4567', '+49301234567'],
    ['+49 (0)30 1234567', '+49301234567'],
    ['tel:+1-202-555-0100', '+12025550100'],
    ['030/123 45 67', '0301234567'],
    ['(202) 555-0100', '2025550100'],
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

describe('file', () => {
  const accept = ['image/*', '.pdf'];
  const photo = { url: 'https://x.test/a.png', name: 'a.png', mime: 'image/png', size: null };

  it.each<[string, Json | undefined, Json | undefined]>([
    ['https://x.test/a.png', undefined, photo],
    ['', { url: 'https://x.test/a.png' }, photo],
    [
      '',
      { url: 'https://x.test/1', name: 'b.jpg', mime: 'IMAGE/JPEG', size: 9 },
      { url: 'https://x.test/1', name: 'b.jpg', mime: 'image/jpeg', size: 9 },
    ],
    [
      'https://x.test/Bill.PDF',
      undefined,
      { url: 'https://x.test/Bill.PDF', name: 'Bill.PDF', mime: 'application/pdf', size: null },
    ],
    ['https://x.test/a.exe', undefined, undefined],
    ['https://x.test/unknown', undefined, undefined],
    ['', { url: 'https://x.test/a.png', size: 101 }, undefined],
    ['', { url: 'file:///etc/passwd' }, undefined],
    ['my photo', undefined, undefined],
  ])('parses %j with %j to %j', (input, value, stored) => {
    expect(read({ type: 'file', accept, maxBytes: 100 }, input, value)).toEqual(stored);
  });

  it('accepts any file by default', () => {
    expect(read({ type: 'file' }, 'https://x.test/')).toEqual({
      url: 'https://x.test/',
      name: null,
      mime: null,
      size: null,
    });
  });
});
