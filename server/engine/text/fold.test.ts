import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText, toAsciiDigits, toBaseText } from './fold';
import { normalizeInput, trimInput } from './normalize-input';

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom(
      'ß',
      'ẞ',
      'İ',
      'ı',
      'ﷺ',
      'ﬃ',
      'שּׁ',
      '\u0301',
      '\u200b',
      'Ⅷ',
      '½',
      'ΐ',
      '٣',
      '👍🏽',
      '\ud800',
      '…',
      ' ',
    ),
  }),
);

function holds(check: (text: string) => void): void {
  fc.assert(
    fc.property(hostile, (text) => {
      check(text);
    }),
    { numRuns: 2_000 },
  );
}

describe('a folded text', () => {
  it('folds to itself (fold/total, fold/idempotent)', () => {
    holds((text) => expect(foldText(foldText(text))).toBe(foldText(text)));
  });

  it('is at most twice as long (fold/bounded)', () => {
    holds((text) => expect(foldText(text).length).toBeLessThanOrEqual(2 * text.length));
  });

  it('has a stable base (fold/idempotent, fold/bounded)', () => {
    holds((text) => {
      const base = toBaseText(foldText(text));
      expect(toBaseText(base)).toBe(base);
      expect(base.length).toBeLessThanOrEqual(2 * text.length);
    });
  });

  it.each([
    ['CAFÉ', 'cafe\u0301'],
    ['don’t', "don't"],
    ['ＡＢＣ', 'abc'],
    ['STRASSE', 'Straße'],
    ['ΣΟΦΟΣ', 'σοφος'],
    ['Ok.', 'ok'],
    ['Ok…', 'OK!'],
    ['ein\u00a0\u2009Wort', 'ein Wort'],
    ['a\u200bb\u202a', 'ab'],
    ['١٢٣', '123'],
    ['१२३', '123'],
    ['１２３', '123'],
    ['e\u2011mail', 'E-Mail'],
    ['⭐\ufe0f', '⭐'],
    ['ﬁne', 'FINE'],
  ])('equates %j and %j', (left, right) => {
    expect(foldText(left)).toBe(foldText(right));
  });

  it.each([
    ['İstanbul', 'istanbul'],
    ['Ísafjörður', 'isafjorður'],
    ['Über', 'uber'],
    ['👍🏽', '👍'],
    ['ёлка', 'елка'],
    ['مُحَمَّد', 'محمد'],
  ])('reduces %j and %j to the same base', (accented, bare) => {
    expect(foldText(accented)).not.toBe(foldText(bare));
    expect(toBaseText(foldText(accented))).toBe(toBaseText(foldText(bare)));
  });

  it.each([
    ['कि', 'कु'],
    ['5²', '52x'],
    ['a b', 'ab'],
    ['.', '!'],
  ])('distinguishes %j from %j', (left, right) => {
    expect(toBaseText(foldText(left))).not.toBe(toBaseText(foldText(right)));
  });
});

describe('toAsciiDigits', () => {
  it('converts the digits of every script', () => {
    let converted = '';
    for (let code = 0; code <= 0x10ffff; code++) {
      const character = code >= 0xd800 && code <= 0xdfff ? '' : String.fromCodePoint(code);
      if (/\p{Nd}/u.test(character)) converted += toAsciiDigits(character);
    }
    expect(converted.length).toBeGreaterThan(600);
    expect(converted.replaceAll('0123456789', '')).toBe('');
  });
});

describe('trimInput', () => {
  it.each([
    [' \u200b Jane \ufeff\u200e', 'Jane'],
    ['Cafe\u0301', 'Café'],
    ['\u200b', ''],
    ['\u2800\u3164', ''],
    ['a\u200db', 'a\u200db'],
    [
      '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
      '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
    ],
    ['❤\ufe0f ', '❤\ufe0f'],
    ['two\n lines\n', 'two\n lines'],
  ])('converts %j to %j', (input, stored) => {
    expect(trimInput(input)).toBe(stored);
  });

  it('leaves no invisible edge of any text', () => {
    holds((text) => expect(trimInput(trimInput(text))).toBe(trimInput(text)));
  });
});

describe('normalizeInput', () => {
  it.each([
    ['\u202a+49\u00a030\u202c', '+49 30'],
    ['１２：３０', '12:30'],
    ['۱۲٫۵', '12.5'],
    ['x\u2212y', 'x-y'],
    ['a@例え。jp', 'a@例え.jp'],
    [' ＋４９ ', '+49'],
    ['½', '½'],
    ['5²', '5²'],
  ])('converts %j to %j', (input, plain) => {
    expect(normalizeInput(input)).toBe(plain);
  });

  it('is idempotent', () => {
    holds((text) => expect(normalizeInput(normalizeInput(text))).toBe(normalizeInput(text)));
  });
});
