import { describe, expect, it } from 'vitest';
import { parseAnswer } from '../../fixtures/parse-answer';
import type { Json, JsonObject } from '../../json';

const URL = 'https://files.test/a/photo.png';
const parse = (value: Json, rest: { accept?: string[]; maxBytes?: number } = {}) =>
  parseAnswer({ type: 'file', ...rest }, '', value);
const isAccepted = (value: JsonObject, ...accept: string[]) => parse({ url: URL, ...value }, { accept }).ok;

describe('the type of a file', () => {
  it.each<[JsonObject, string, boolean]>([
    [{ name: 'a.PDF' }, '.pdf', true],
    [{ name: 'a.pdf' }, ' .PDF ', true],
    [{ name: 'a.txt' }, '.pdf', false],
    [{ mime: 'x/unknown' }, '*', true],
    [{ mime: 'x/unknown' }, '*/*', true],
    [{ mime: 'IMAGE/PNG' }, 'image/*', true],
    [{ mime: 'imagery/png' }, 'image/*', false],
    [{ mime: 'text/plain' }, 'image/*', false],
    [{ mime: 'text/plain' }, 'text/plain', true],
    [{ mime: 'text/plain' }, 'text/*x', false],
    [{ mime: 'image/jpg' }, 'image/jpeg', true],
  ])('%j for %s is accepted: %j', (value, pattern, expected) => {
    expect(isAccepted(value, pattern)).toBe(expected);
  });

  it('is that of one of several patterns', () => {
    expect(isAccepted({ mime: 'text/plain' }, 'image/*', 'text/plain')).toBe(true);
  });

  it('is unknown without a name and a type', () => {
    const bare = { url: 'https://files.test/' };
    expect(parse(bare, { accept: ['image/*'] }).ok).toBe(false);
    expect(parse(bare, { accept: ['.png'] }).ok).toBe(false);
    expect(parse(bare)).toEqual({ ok: true, value: { url: bare.url, name: null, mime: null, size: null } });
  });
});

describe('the size of a file', () => {
  it.each<[Json, boolean]>([
    [2_000, true],
    [2_001, false],
    [0, true],
    // A size that is none is unknown.
    [-1, true],
    ['3000', true],
    [null, true],
  ])('%j of 2,000 bytes is accepted: %j', (size, expected) => {
    expect(parse({ url: URL, size }, { maxBytes: 2_000 }).ok).toBe(expected);
  });

  it('is stored if it is known', () => {
    const sizes = [0, 5, -1, '5'].map((size) => parse({ url: URL, size }));
    expect(sizes.map((parsed) => parsed.ok && (parsed.value as JsonObject).size)).toEqual([0, 5, null, null]);
    expect(parse({ url: URL, size: 3_000_000 }).ok).toBe(true);
  });

  it('is named where it is too large', () => {
    const reason = 'Please send a file of at most 2000 bytes; that one has 3000 bytes.';
    expect(parse({ url: URL, size: 3_000 }, { maxBytes: 2_000 })).toEqual({ ok: false, reason });
  });
});

describe('a file', () => {
  it('has the name and type of its address, unless it comes with others', () => {
    expect(parse({ url: ` ${URL} ` })).toMatchObject({
      value: { url: URL, name: 'photo.png', mime: 'image/png' },
    });
    const named = parse({ url: URL, name: 'x'.repeat(600), mime: 'Text/Plain' });
    expect(named).toMatchObject({ value: { name: 'x'.repeat(500), mime: 'text/plain' } });
    expect(parse({ url: URL, name: '', mime: '' })).toMatchObject({
      value: { name: 'photo.png', mime: 'image/png' },
    });
  });

  it.each<[Json]>([[{}], [{ url: 5 }], [{ url: 'none' }], [{ url: 'ftp://files.test/a' }]])(
    '%j is none',
    (value) => {
      expect(parse(value).ok).toBe(false);
    },
  );
});
