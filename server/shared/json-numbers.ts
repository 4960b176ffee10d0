/*
 * Numbers in JSON that comes in.
 *
 * json/numbers-unchanged: JSON.parse rounds a number that a double cannot carry without a word. Every surface either
 *   keeps such a number as text (`parseJsonKeepingNumbers`) or refuses it by its path (`findInexactNumbers`).
 *
 * A double carries an integer if it prints as the same integer, and a fraction if it prints as the same fraction to as
 * many digits.
 */

/** A number that JSON.parse would change. `offset` is its place in the text. */
export type InexactNumber = { path: (string | number)[]; text: string; offset: number };

const MOST_DIGITS = 101;
/** Shorter numbers without an exponent are exact. */
const LONG_CHARS = 16;
// Almost no text has either, so that most are not scanned. Spelled out, the first skips several characters at a time.
const LONG_NUMBER = new RegExp('[0-9.]'.repeat(LONG_CHARS));
const WITH_EXPONENT = /[0-9][eE][-+]?[0-9]+(?=[\s,}\]]|$)/;

/** Parses JSON; a number that a double cannot carry becomes its text. Throws SyntaxError. */
export function parseJsonKeepingNumbers(text: string): unknown {
  const value: unknown = JSON.parse(text);
  const offsets = listInexactOffsets(text, Number.POSITIVE_INFINITY);
  if (offsets.length === 0) return value;
  let from = 0;
  let quoted = '';
  for (const start of offsets) {
    const end = findNumberEnd(text, start);
    quoted += `${text.slice(from, start)}"${text.slice(start, end)}"`;
    from = end;
  }
  return JSON.parse(quoted + text.slice(from));
}

/** Finds the first numbers of a valid JSON text that a double cannot carry, at most `max`. */
export function findInexactNumbers(text: string, max: number): InexactNumber[] {
  return listInexactOffsets(text, max).map((offset) => ({
    path: findPath(text, offset),
    text: text.slice(offset, findNumberEnd(text, offset)),
    offset,
  }));
}

/** Whether a double carries a number as JSON writes it. */
export function isExactNumber(text: string): boolean {
  const value = Number(text);
  if (String(value) === text) return true;
  const written = toDecimal(text);
  if (written.digits === '') return true;
  if (!Number.isFinite(value) || value === 0) return false;
  if (isSame(written, toDecimal(String(value)))) return true;
  const isFraction = written.exponent < 0;
  const { length } = written.digits;
  return isFraction && length <= MOST_DIGITS && isSame(written, toDecimal(value.toExponential(length - 1)));
}

/** `digits` × 10^`exponent`, without zeros at either end of `digits`; the sign is left out. */
type Decimal = { digits: string; exponent: number };

function toDecimal(text: string): Decimal {
  const [mantissa = '', exponent = '0'] = text.replace(/^-/, '').toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const all = (whole + fraction).replace(/^0+/, '');
  const digits = trimZeros(all);
  return { digits, exponent: Number(exponent) - fraction.length + all.length - digits.length };
}

function isSame(a: Decimal, b: Decimal): boolean {
  return a.digits === b.digits && a.exponent === b.exponent;
}

// A pattern for zeros at the end takes quadratic time.
function trimZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits.charCodeAt(end - 1) === ZERO) end--;
  return digits.slice(0, end);
}

const ZERO = 48;
const NINE = 57;
const MINUS = 45;
const QUOTE = 34;
const BACKSLASH = 92;
const PLUS = 43;
const COMMA = 44;
const SMALL_E = 101;
const LOWER_CASE = 32;
const EXPONENT = /e/i;

/** The offsets of the numbers of a valid JSON text that a double cannot carry, at most `max`. */
function listInexactOffsets(text: string, max: number): number[] {
  const offsets: number[] = [];
  if (!LONG_NUMBER.test(text) && !WITH_EXPONENT.test(text)) return offsets;
  for (let at = 0; at < text.length && offsets.length < max; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = findStringEnd(text, at);
    else if (code <= NINE && (code >= ZERO || code === MINUS)) {
      const end = findNumberEnd(text, at);
      const isShort = end - at < LONG_CHARS && !EXPONENT.test(text.slice(at, end));
      if (!isShort && !isExactNumber(text.slice(at, end))) offsets.push(at);
      at = end - 1;
    }
  }
  return offsets;
}

function findNumberEnd(text: string, start: number): number {
  let end = start;
  let code = 0;
  do code = text.charCodeAt(++end);
  while ((code >= PLUS && code <= NINE && code !== COMMA) || (code | LOWER_CASE) === SMALL_E);
  return end;
}

/** The place of the quote that closes the string that starts here. */
function findStringEnd(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === BACKSLASH) escapes++;
    if (escapes % 2 === 0) return end;
  }
  return text.length;
}

/** The path of the value that starts at `offset` in a valid JSON text. */
function findPath(text: string, offset: number): (string | number)[] {
  const path: (string | number)[] = [];
  for (let at = 0; at < offset; at++) {
    const char = text.charAt(at);
    const last = path.length - 1;
    if (char === '{') path.push('');
    else if (char === '[') path.push(0);
    else if (char === '}' || char === ']') path.pop();
    else if (char === ',') {
      const step = path[last];
      if (typeof step === 'number') path[last] = step + 1;
    } else if (char === '"') {
      const end = findStringEnd(text, at);
      if (isKey(text, end)) path[last] = String(JSON.parse(text.slice(at, end + 1)));
      at = end;
    }
  }
  return path;
}

function isKey(text: string, end: number): boolean {
  const next = /\s*(.?)/y;
  next.lastIndex = end + 1;
  return next.exec(text)?.[1] === ':';
}
