import { describe, expect, it } from 'vitest';
import { firstLetter, shorten, toShownName } from './shorten';

const SMILE = '\u{1F600}';

describe('a shortened text', () => {
  it('never splits a character', () => {
    expect(shorten(`ab${SMILE}c`, 3)).toBe('ab');
    expect(shorten(`ab${SMILE}c`, 4)).toBe(`ab${SMILE}`);
    expect(shorten('abc', 3)).toBe('abc');
  });

  it('begins with a complete character', () => {
    expect([firstLetter(`${SMILE} Team`), firstLetter('Ada'), firstLetter('')]).toEqual([SMILE, 'A', '']);
  });

  it('has no direction-changing characters as a file name', () => {
    expect(toShownName('invoice\u202Efdp.exe\u200B\u2066')).toBe('invoicefdp.exe');
    expect(toShownName('حساب-日本.pdf')).toBe('حساب-日本.pdf');
  });
});
