import { quote } from '../../data/quote';
import { type DecimalSign, findDecimalSign } from '../../locale/decimal-sign';
import { normalizeInput } from '../../text/normalize-input';

/** A number, and sentences that say how it was read where that was not obvious. */
export type ParsedNumber = { value: number; notes: string[] };

const MAX_CHARS = 400;
/** A currency of a sign or up to three letters may precede or follow the digits; the sign may follow it. */
const AMOUNT = /^([+-]?)\s?(\p{L}{0,2}\p{Sc}|\p{L}{1,3}\.?)?\s?([+\-\d.,\s]*)\s?(\p{Sc}|\p{L}{1,3}\.?)?$/u;
const CURRENCY_CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
const CURRENCY_WORDS: ReadonlySet<string> = new Set([
  'kr',
  'zł',
  'rs',
  'kč',
  'ft',
  'lei',
  'руб',
  '元',
  '円',
  '원',
]);
/** These separators have the same meaning in every language. */
const ARABIC_SIGN = /[٫٬]/u;

const GROUPED = { '.': /^[1-9]\d{0,2}(?:\.\d{3})+$/, ',': /^[1-9]\d{0,2}(?:,\d{3})+$/ };
const SPACED = /^[1-9]\d{0,2}(?: \d{3})+$/;
/** Indian grouping: 12,34,567. */
const INDIAN = /^[1-9]\d?(?:,\d{2})+,\d{3}$/;

/**
 * Parses a number with optional sign, currency and thousands separators; null if the text is none. The
 * language decides only where both readings are possible: `1,234` is 1234 in English and 1.234 in German.
 */
export function parseNumber(words: string, locale: string): ParsedNumber | null {
  // Apostrophes separate thousands, as spaces do.
  const text = normalizeInput(words)
    .replace(/[\s']/gu, ' ')
    .replace(/(?<=\d)\.$/, '');
  if (text.length > MAX_CHARS) return null;
  const [, sign = '', before = '', body = '', after = ''] = AMOUNT.exec(text) ?? [];
  const currency = before || after;
  if ((before && after) || (currency && !isCurrency(currency))) return null;
  const [, inner = '', digits = ''] = /^([+-]?)([\d., ]+)$/.exec(body.trim()) ?? [];
  if (sign && inner) return null;
  const read = readDigits(digits, ARABIC_SIGN.test(words) ? '.' : null, locale);
  if (read === null) return null;
  const value = Number(`${sign || inner}${read.plain}`) + 0;
  const note = currency ? [`Read without the currency ${currency}.`] : [];
  return { value, notes: [...read.notes, ...note] };
}

function isCurrency(word: string): boolean {
  const bare = word.replace(/\.$/, '');
  return (
    /\p{Sc}$/u.test(word) || CURRENCY_CODES.has(bare.toUpperCase()) || CURRENCY_WORDS.has(bare.toLowerCase())
  );
}

type Digits = { plain: string; notes: string[] };

/** Reads unsigned digits; `decimal` is null if the text itself does not say which sign is the decimal one. */
function readDigits(digits: string, decimal: DecimalSign | null, locale: string): Digits | null {
  if (/^\d+$/.test(digits)) return { plain: digits, notes: [] };
  const readings = (['.', ','] as const).flatMap((sign) => {
    const plain = decimal === null || decimal === sign ? readWith(digits, sign) : null;
    return plain === null ? [] : [{ sign, plain }];
  });
  const [first, second] = readings;
  if (!first || !second || first.plain === second.plain)
    return first ? { plain: first.plain, notes: noteComma(first) } : null;
  const chosen = first.sign === findDecimalSign(locale) ? first : second;
  return {
    plain: chosen.plain,
    notes: [`Read ${quote(digits)} as ${chosen.plain}, the form of the language ${locale}.`],
  };
}

function noteComma({ sign, plain }: { sign: DecimalSign; plain: string }): string[] {
  return sign === ',' && plain.includes('.') ? ['Read with a decimal comma.'] : [];
}

/** Reads digits with this decimal sign and the other sign, or spaces, between thousands; null if they do not fit. */
function readWith(digits: string, decimal: DecimalSign): string | null {
  const [whole = '', fraction, ...more] = digits.split(decimal);
  if (more.length > 0 || (fraction !== undefined && !/^\d+$/.test(fraction))) return null;
  const group = decimal === '.' ? ',' : '.';
  const isGrouped = GROUPED[group].test(whole) || SPACED.test(whole) || (group === ',' && INDIAN.test(whole));
  const isPlain = whole === '' ? fraction !== undefined : /^\d+$/.test(whole);
  if (!isGrouped && !isPlain) return null;
  const plain = whole.replace(/[., ]/g, '');
  return fraction === undefined ? plain : `${plain || '0'}.${fraction}`;
}
