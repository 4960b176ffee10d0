import { describe, expect, it } from 'vitest';
import { firstLetter, shorten, toShownName } from './shorten';

const SMILE = '\u{1F600}';

describe('a text that is shortened for the screen', () => {
  it('is never cut through a character', () => {
    expect(shorten(`ab${SMILE}c`, 3)).toBe('ab');
    expect(shorten(`ab${SMILE}c`, 4)).toBe(`ab${SMILE}`);
    expect(shorten('abc', 3)).toBe('abc');
  });

  it('begins with a whole character', () => {
    expect([firstLetter(`${SMILE} Team`), firstLetter('Ada'), firstLetter('')]).toEqual([SMILE, 'A', '']);
  });

  it('reads in the direction it is written in when it names a file', () => {
    expect(toShownName('invoice\u202Efdp.exe\u200B\u2066')).toBe('invoicefdp.exe');
    expect(toShownName('حساب-日本.pdf')).toBe('حساب-日本.pdf');
  });
});
