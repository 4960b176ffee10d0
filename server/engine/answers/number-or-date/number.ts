import { normalizeInput } from '../../text/normalize-input';
import {
  type AnswerBehavior,
  acceptAnswer,
  checkBounds,
  type ParsedReply,
  rejectAnswer,
  toPlainReply,
} from '../answer-behavior';

type ParsedNumber = { value: number; decimalComma: boolean; currency?: string };

// "1,234" means thousands, so a decimal comma is accepted only where it cannot be a thousands separator.
const PLAIN = /^[+-]?(?:\d+(?:\.\d+)?|\.\d+)$/;
const THOUSANDS = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/;
const SPACED_THOUSANDS = /^[+-]?[1-9]\d{0,2}(?: \d{3})+(?:[.,]\d+)?$/;
const DOTTED_THOUSANDS = /^[+-]?[1-9]\d{0,2}(?:(?:\.\d{3})+,\d+|(?:\.\d{3}){2,})$/;
/** Indian grouping: 12,34,567. */
const INDIAN_THOUSANDS = /^[+-]?[1-9]\d?(?:,\d{2})+,\d{3}(?:\.\d+)?$/;
const DECIMAL_COMMA = /^[+-]?\d+,\d+$/;

/** A number, with optional thousands separators, decimal comma and currency. */
export const number: AnswerBehavior<'number'> = {
  check: ({ min, max }, path) => checkBounds(min, max, `${path}/min`),
  compile: (answer) => ({
    expected: () => ({
      type: 'number',
      ...(answer.min !== undefined && { min: answer.min }),
      ...(answer.max !== undefined && { max: answer.max }),
    }),
    parse(reply) {
      const reading = parseNumber(typeof reply.value === 'number' ? reply.value : toPlainReply(reply));
      if (!reading) return rejectAnswer('Please answer with a number.');
      return checkNumber(reading, answer);
    },
  }),
};

/** Parses a number, or returns null. Numbers beyond 2^53 are rejected because they would lose digits. */
function parseNumber(input: string | number): ParsedNumber | null {
  const reading = typeof input === 'number' ? { value: input, decimalComma: false } : parseAmount(input);
  return reading && Math.abs(reading.value) <= Number.MAX_SAFE_INTEGER
    ? { ...reading, value: reading.value + 0 }
    : null;
}

/** Parses a number with an optional currency before or after it. */
function parseAmount(input: string): ParsedNumber | null {
  const text = normalizeNumber(input);
  if (text.length > MAX_CHARS) return null;
  const [, sign = '', before = '', digits = '', after = ''] = AMOUNT.exec(text) ?? [];
  const reading = parseDigits(`${sign}${digits.trim()}`);
  if (!reading || (before && after)) return null;
  const currency = before || after;
  if (!currency) return reading;
  return isCurrency(currency) ? { ...reading, currency } : null;
}

function isCurrency(word: string): boolean {
  return /^\p{Sc}$/u.test(word) || CURRENCIES.has(word.toUpperCase());
}

function parseDigits(text: string): ParsedNumber | null {
  if (PLAIN.test(text)) return { value: Number(text), decimalComma: false };
  if (THOUSANDS.test(text) || INDIAN_THOUSANDS.test(text))
    return { value: Number(text.replaceAll(',', '')), decimalComma: false };
  if (SPACED_THOUSANDS.test(text)) return parseDecimalComma(text.replaceAll(' ', ''));
  if (DOTTED_THOUSANDS.test(text)) return parseDecimalComma(text.replaceAll('.', ''));
  return DECIMAL_COMMA.test(text) ? parseDecimalComma(text) : null;
}

function parseDecimalComma(text: string): ParsedNumber {
  return { value: Number(text.replace(',', '.')), decimalComma: text.includes(',') };
}

/** Apostrophes separate thousands, as spaces do. */
function normalizeNumber(text: string): string {
  return normalizeInput(text).replace(/[\s']/gu, ' ');
}

/** The sign may precede or follow the currency; `readText` rejects signs elsewhere. */
const AMOUNT = /^([+-]?)\s?(\p{Sc}|[A-Za-z]{3})?\s?([+\-\d.,\s]*)\s?(\p{Sc}|[A-Za-z]{3})?$/u;
const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
const MAX_CHARS = 400;

type Bounds = { min?: number; max?: number; integer?: boolean };

function checkNumber(
  { value, decimalComma, currency }: ParsedNumber,
  { min, max, integer }: Bounds,
): ParsedReply {
  if (integer && !Number.isInteger(value)) return rejectAnswer('Please answer with a whole number.');
  if ((min !== undefined && value < min) || (max !== undefined && value > max)) {
    return rejectAnswer(`Please give a number ${describeRange(min, max)}.`);
  }
  const notes = [
    ...(decimalComma ? ['Read with a decimal comma.'] : []),
    ...(currency ? [`Read without the currency ${currency}.`] : []),
  ];
  return notes.length > 0 ? { ok: true, value, note: notes.join(' ') } : acceptAnswer(value);
}

function describeRange(min: number | undefined, max: number | undefined): string {
  if (min === undefined) return `of at most ${max}`;
  return max === undefined ? `of at least ${min}` : `from ${min} to ${max}`;
}
