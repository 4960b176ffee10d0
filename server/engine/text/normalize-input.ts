import { INVISIBLE, NOT_ASCII, toAsciiDigits, toAsciiSign } from './fold';

/** Invisible characters at the edge of a text that do not belong to a visible character. */
const EDGE =
  '\\s\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u206F\\u2800\\u3164\\uFEFF\\uFFA0';
const LEADING = new RegExp(`^[${EDGE}]+`, 'u');
const EDGE_CHARACTER = new RegExp(`^[${EDGE}]$`, 'u');
const SPACES = /[^\S\n]+/gu;
const WIDE = /[\uFF01-\uFFEE\u3000]/u;

const OTHER_SIGNS: ReadonlyMap<string, string> = new Map([
  ['٫', '.'],
  ['٬', ','],
  ['٪', '%'],
  ['。', '.'],
]);

/** Normalizes input for storage: Unicode NFC, without whitespace and invisible characters at its edges. */
export function trimInput(text: string): string {
  return trimEnd(text.normalize('NFC').replace(LEADING, ''));
}

/**
 * Normalizes input for parsers: ASCII digits, quotes and hyphens, narrow forms, one kind of space, nothing
 * invisible. Case, accents and line breaks stay.
 */
export function normalizeInput(text: string): string {
  return text
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(NOT_ASCII, toPlainCharacter)
    .replace(SPACES, ' ')
    .trim();
}

function toPlainCharacter(character: string): string {
  const narrow = WIDE.test(character) ? character.normalize('NFKC') : character;
  return toAsciiDigits(OTHER_SIGNS.get(narrow) ?? toAsciiSign(narrow));
}

// A pattern anchored only at the end would scan from every invisible character.
function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && EDGE_CHARACTER.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
