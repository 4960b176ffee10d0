import { describe, expect, it } from 'vitest';
import { newCompiler } from '../compile';
import type { SimpleAnswer } from '../definition/answer';
import { newBudget } from '../expression/budget';
import { AT } from '../fixtures/converse';
import type { Json } from '../json';
import { openRendering } from '../turn/rendering';
import type { Parsed } from './behaviour';
import { compileAnswer } from './registry';

function parse(answer: SimpleAnswer, text: string, value?: Json): Parsed {
  const rendering = openRendering(AT, newBudget(), {}, null);
  return compileAnswer(
    answer,
    newCompiler(() => {}),
    '',
  ).parse({ text, value }, rendering);
}

/** `undefined` for what is refused. */
function read(answer: SimpleAnswer, text: string, value?: Json): Json | undefined {
  const parsed = parse(answer, text, value);
  return parsed.ok ? parsed.value : undefined;
}

type Table = [said: string, kept: Json | undefined][];

describe('text', () => {
  it.each<Table[number]>([
    ['hello', 'hello'],
    ['  as typed ', '  as typed '],
    ['', undefined],
    [' \n ', undefined],
  ])('takes %j as %j', (said, kept) => {
    expect(read({ type: 'text' }, said)).toBe(kept);
  });

  it.each<[string, Json | undefined, string | null]>([
    ['abc', 'abc', null],
    ['ab', undefined, 'Please type at least 3 characters.'],
    ['abcdef', undefined, 'Please keep it to 5 characters; that was 6.'],
  ])('holds %j to its length', (said, kept, reason) => {
    const parsed = parse({ type: 'text', minLength: 3, maxLength: 5 }, said);
    expect(parsed).toEqual(kept === undefined ? { ok: false, reason } : { ok: true, value: kept });
  });

  it('may be empty where that is allowed, and takes a text sent as value', () => {
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
    ['1,23,456', undefined],
    ['1 23', undefined],
    ['1e3', undefined],
    ['0x10', undefined],
    ['twelve', undefined],
    ['12 apples', undefined],
    ['', undefined],
    ['Infinity', undefined],
    ['9007199254740993', undefined],
    [`${'9'.repeat(400)}`, undefined],
  ])('takes %j as %j', (said, kept) => {
    expect(read({ type: 'number' }, said)).toBe(kept);
  });

  it.each<[string, string]>([
    ['1.5', 'Please answer with a whole number.'],
    ['0', 'Please give a number from 1 to 12.'],
    ['13', 'Please give a number from 1 to 12.'],
    ['x', 'Please answer with a number.'],
  ])('says why %j is refused', (said, reason) => {
    expect(parse({ type: 'number', min: 1, max: 12, integer: true }, said)).toEqual({ ok: false, reason });
  });

  it('says one bound where there is one, and takes a number sent as value', () => {
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
  ])('takes %j as %j', (said, kept) => {
    expect(read({ type: 'email' }, said)).toBe(kept);
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
    ['', undefined],
  ])('takes %j as %j', (said, kept) => {
    expect(read({ type: 'url' }, said)).toBe(kept);
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
  ])('takes %j as %j', (said, kept) => {
    expect(read({ type: 'phone' }, said)).toBe(kept);
  });
});

describe('date', () => {
  it.each<Table[number]>([
    ['2026-12-31', '2026-12-31'],
    ['2026-1-2', '2026-01-02'],
    ['2026-12-31T10:00:00Z', '2026-12-31'],
    ['31.12.2026', '2026-12-31'],
    ['1. 2. 2026', '2026-02-01'],
    ['12/31/2026', '2026-12-31'],
    ['2/1/2026', '2026-02-01'],
    ['today', '2026-03-20'],
    ['Tomorrow', '2026-03-21'],
    ['yesterday', '2026-03-19'],
    ['2024-02-29', '2024-02-29'],
    ['2026-02-29', undefined],
    ['2026-13-01', undefined],
    ['31/12/2026', undefined],
    ['1.2.26', undefined],
    ['next week', undefined],
    ['', undefined],
  ])('takes %j as %j', (said, kept) => {
    expect(read({ type: 'date' }, said)).toBe(kept);
  });

  it('holds it to its bounds', () => {
    const answer: SimpleAnswer = { type: 'date', min: '2026-03-20', max: '2026-12-31' };
    expect(read(answer, 'today')).toBe('2026-03-20');
    expect(parse(answer, 'yesterday')).toEqual({
      ok: false,
      reason: 'Please give a date from 2026-03-20 on.',
    });
    expect(parse(answer, '2027-01-01')).toEqual({
      ok: false,
      reason: 'Please give a date up to 2026-12-31.',
    });
  });
});

describe('time', () => {
  it.each<Table[number]>([
    ['14:30', '14:30'],
    ['9:05', '09:05'],
    ['14.30', '14:30'],
    ['14h30', '14:30'],
    ['14:30:59', '14:30'],
    ['2:30 pm', '14:30'],
    ['2pm', '14:00'],
    ['12 a.m.', '00:00'],
    ['12 PM', '12:00'],
    ['noon', '12:00'],
    ['midnight', '00:00'],
    ['24:00', undefined],
    ['13 pm', undefined],
    ['0 am', undefined],
    ['12:60', undefined],
    ['7', undefined],
    ['soon', undefined],
  ])('takes %j as %j', (said, kept) => {
    expect(read({ type: 'time' }, said)).toBe(kept);
  });
});

describe('rating', () => {
  it.each<Table[number]>([
    ['1', 1],
    ['5', 5],
    ['4/5', 4],
    ['★★★', 3],
    ['⭐⭐', 2],
    ['0', undefined],
    ['6', undefined],
    ['4/10', undefined],
    ['3.5', undefined],
    ['good', undefined],
  ])('takes %j of 5 as %j', (said, kept) => {
    expect(read({ type: 'rating', max: 5 }, said)).toBe(kept);
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
  ])('takes %j with %j as %j', (said, value, kept) => {
    expect(read({ type: 'file', accept, maxBytes: 100 }, said, value)).toEqual(kept);
  });

  it('takes any file where no type is asked for', () => {
    expect(read({ type: 'file' }, 'https://x.test/')).toEqual({
      url: 'https://x.test/',
      name: null,
      mime: null,
      size: null,
    });
  });
});
