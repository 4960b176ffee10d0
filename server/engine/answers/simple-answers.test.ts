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
