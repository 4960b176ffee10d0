/*
 * Folding, for comparing texts.
 *
 * fold/total: every string can be folded, also one with unpaired surrogates.
 * fold/idempotent: folding a folded text changes nothing.
 * fold/bounded: a folded text is at most twice as long as the original.
 */

export const NOT_ASCII = /[^\0-\x7f]/gu;
/**
 * Format controls and other invisible characters: joiners, directional marks, fillers, variation selectors.
 */
export const INVISIBLE = /[\p{Cf}\p{DI}\u2800]+/gu;
const SPACES = /\s+/gu;
const CLOSING: ReadonlySet<string> = new Set(' .!?。…।॥؟۔');
/** Characters whose normal form is three times as long. */
const GROWING = /([\uFB2C\uFB2D\u{1D160}-\u{1D164}\u{1D1BD}-\u{1D1C0}])/u;
const MARKED = /([\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Arabic}\p{sc=Hebrew}])\p{M}+/gu;
const SKIN_TONE = /[\u{1F3FB}-\u{1F3FF}]/gu;

const PLAIN_SIGNS: readonly (readonly [signs: string, plain: string])[] = [
  ['‘’‚‛′‵ʼʹʻ`´＇', "'"],
  ['“”„‟″‶«»＂', '"'],
  ['‐‑‒–—―−⁃﹘﹣－', '-'],
  ['，、،﹐', ','],
  ['；؛', ';'],
];
const TO_PLAIN: ReadonlyMap<string, string> = new Map(
  PLAIN_SIGNS.flatMap(([signs, plain]) => [...signs].map((sign) => [sign, plain] as const)),
);

/**
 * Folds a text: ignores case, width, typographic variants, kinds of spaces, invisible characters and
 * punctuation at the end. Digits of every script become 0 to 9.
 */
export function foldText(text: string): string {
  const seen = text
    .replace(INVISIBLE, '')
    .toLowerCase()
    .replace(NOT_ASCII, foldCharacter)
    .replace(INVISIBLE, '');
  return stripEndPunctuation(compose(seen).replace(SPACES, ' ').trim());
}

/** Removes accents and skin tones from a folded text. Vowel signs of other scripts are letters and stay. */
export function toBaseText(folded: string): string {
  // A Greek combining mark alone folds to another character, so the result is folded again.
  return stripMarks(foldText(stripMarks(folded)));
}

function stripMarks(text: string): string {
  const bare = mapStable(text, (part) => part.normalize('NFD'))
    .replace(MARKED, '$1')
    .replaceAll('ı', 'i')
    .replace(SKIN_TONE, '');
  return compose(bare).trim();
}

/** Converts digits of every script to 0 to 9. */
export function toAsciiDigits(text: string): string {
  return text.replace(/[^\P{Nd}0-9]/gu, (digit) => String(digitValue(digit)));
}

/** Converts typographic quotes, apostrophes, hyphens and separators to ASCII. */
export function toAsciiSign(character: string): string {
  return TO_PLAIN.get(character) ?? character;
}

// A text that is only punctuation is kept.
function stripEndPunctuation(text: string): string {
  let end = text.length;
  while (end > 0 && CLOSING.has(text.charAt(end - 1))) end--;
  return end > 0 ? text.slice(0, end) : text;
}

function foldCharacter(character: string): string {
  const plain = toAsciiDigits(toAsciiSign(character));
  const folded = plain.normalize('NFKC').toLowerCase().toUpperCase().toLowerCase();
  // A ligature such as "ﷺ" would expand to eighteen characters.
  return folded.length <= 2 * character.length ? [...folded].map(toAsciiSign).join('') : plain.toLowerCase();
}

function compose(text: string): string {
  return mapStable(text, (part) => part.normalize('NFC'));
}

function mapStable(text: string, map: (part: string) => string): string {
  return text
    .split(GROWING)
    .map((part, index) => (index % 2 === 0 ? map(part) : part))
    .join('');
}

/** The longest run of digits in Unicode: the mathematical ones, in five styles. */
const MAX_DIGITS = 50;

/** Digits are sets of ten consecutive code points, and several sets may follow each other. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (before < MAX_DIGITS && /\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before++;
  return before % 10;
}
