import { normalizeInput } from '../../text/normalize-input';
import {
  type AnswerBehavior,
  acceptAnswer,
  checkBounds,
  type ParsedReply,
  rejectAnswer,
  toPlainReply,
} from '../answer-behavior';

type Reading = { value: number; decimalComma: boolean; currency?: string };

// Each form is unambiguous on its own: "1,234" is taken as thousands, so a decimal comma must look like nothing else.
const PLAIN = /^[+-]?(?:\d+(?:\.\d+)?|\.\d+)$/;
const THOUSANDS = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/;
const SPACED_THOUSANDS = /^[+-]?[1-9]\d{0,2}(?: \d{3})+(?:[.,]\d+)?$/;
const DOTTED_THOUSANDS = /^[+-]?[1-9]\d{0,2}(?:(?:\.\d{3})+,\d+|(?:\.\d{3}){2,})$/;
/** Groups of two after the first three, as in India: 12,34,567. */
const INDIAN_THOUSANDS = /^[+-]?[1-9]\d?(?:,\d{2})+,\d{3}(?:\.\d+)?$/;
const DECIMAL_COMMA = /^[+-]?\d+,\d+$/;

/** A number: plain, with thousands separated, or with a decimal comma where it cannot mean anything else. */
export const number: AnswerBehavior<'number'> = {
  check: ({ min, max }, path) => checkBounds(min, max, `${path}/min`),
  compile: (answer) => ({
    expected: () => ({
      type: 'number',
      ...(answer.min !== undefined && { min: answer.min }),
      ...(answer.max !== undefined && { max: answer.max }),
    }),
    parse(reply) {
      const reading = readNumber(typeof reply.value === 'number' ? reply.value : toPlainReply(reply));
      if (!reading) return rejectAnswer('Please answer with a number.');
      return checkNumber(reading, answer);
    },
  }),
};

/** Reads a number exactly, or not at all: beyond 2^53 digits would be lost. */
export function readNumber(input: string | number): Reading | null {
  const reading = typeof input === 'number' ? { value: input, decimalComma: false } : readAmount(input);
  return reading && Math.abs(reading.value) <= Number.MAX_SAFE_INTEGER
    ? { ...reading, value: reading.value + 0 }
    : null;
}

/** A number with or without a currency before or behind it. */
function readAmount(input: string): Reading | null {
  const text = normalizeNumber(input);
  if (text.length > MAX_CHARS) return null;
  const [, sign = '', before = '', digits = '', after = ''] = AMOUNT.exec(text) ?? [];
  const reading = readText(`${sign}${digits.trim()}`);
  if (!reading || (before && after)) return null;
  const currency = before || after;
  if (!currency) return reading;
  return isCurrency(currency) ? { ...reading, currency } : null;
}

function isCurrency(word: string): boolean {
  return /^\p{Sc}$/u.test(word) || CURRENCIES.has(word.toUpperCase());
}

function readText(text: string): Reading | null {
  if (PLAIN.test(text)) return { value: Number(text), decimalComma: false };
  if (THOUSANDS.test(text) || INDIAN_THOUSANDS.test(text))
    return { value: Number(text.replaceAll(',', '')), decimalComma: false };
  if (SPACED_THOUSANDS.test(text)) return readDecimalComma(text.replaceAll(' ', ''));
  if (DOTTED_THOUSANDS.test(text)) return readDecimalComma(text.replaceAll('.', ''));
  return DECIMAL_COMMA.test(text) ? readDecimalComma(text) : null;
}

function readDecimalComma(text: string): Reading {
  return { value: Number(text.replace(',', '.')), decimalComma: text.includes(',') };
}

/** Apostrophes separate thousands like spaces. */
function normalizeNumber(text: string): string {
  return normalizeInput(text).replace(/[\s']/gu, ' ');
}

/** The sign may stand on either side of the currency; what is none in the middle is refused by `readText`. */
const AMOUNT = /^([+-]?)\s?(\p{Sc}|[A-Za-z]{3})?\s?([+\-\d.,\s]*)\s?(\p{Sc}|[A-Za-z]{3})?$/u;
const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
const MAX_CHARS = 400;

type Bounds = { min?: number; max?: number; integer?: boolean };

function checkNumber({ value, decimalComma, currency }: Reading, { min, max, integer }: Bounds): ParsedReply {
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
