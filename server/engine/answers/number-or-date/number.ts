import {
  type AnswerBehavior,
  acceptAnswer,
  checkBounds,
  type ParsedReply,
  type Reply,
  rejectAnswer,
  toKeptText,
} from '../answer-behavior';
import { type ParsedNumber, parseNumber } from './parse-number';

/** A number, with optional thousands separators, decimal comma and currency. */
export const number: AnswerBehavior<'number'> = {
  check: ({ min, max }, path) => checkBounds(min, max, `${path}/min`),
  compile: (answer) => ({
    expected: () => ({
      type: 'number',
      ...(answer.min !== undefined && { min: answer.min }),
      ...(answer.max !== undefined && { max: answer.max }),
    }),
    parse(reply, { locale }) {
      const read = readNumber(reply, locale);
      return read ? checkNumber(read, answer) : rejectAnswer('Please answer with a number.');
    },
  }),
};

/** The way that JSON and HTML write a number, which a structured value has in every language. */
const CANONICAL = /^-?\d{1,20}(?:\.\d{1,20})?$/;

/** Parses a number, or returns null. Numbers beyond 2^53 are rejected because they would lose digits. */
function readNumber({ text, value }: Reply, locale: string): ParsedNumber | null {
  const isCanonical = typeof value === 'number' || (typeof value === 'string' && CANONICAL.test(value));
  const read = isCanonical
    ? { value: Number(value) + 0, notes: [] }
    : parseNumber(toKeptText({ text, value }), locale);
  return read && Math.abs(read.value) <= Number.MAX_SAFE_INTEGER ? read : null;
}

type Bounds = { min?: number; max?: number; integer?: boolean };

function checkNumber({ value, notes }: ParsedNumber, { min, max, integer }: Bounds): ParsedReply {
  if (integer && !Number.isInteger(value)) return rejectAnswer('Please answer with a whole number.');
  if ((min !== undefined && value < min) || (max !== undefined && value > max)) {
    return rejectAnswer(`Please give a number ${describeRange(min, max)}.`);
  }
  return notes.length > 0 ? { ok: true, value, note: notes.join(' ') } : acceptAnswer(value);
}

function describeRange(min: number | undefined, max: number | undefined): string {
  if (min === undefined) return `of at most ${max}`;
  return max === undefined ? `of at least ${min}` : `from ${min} to ${max}`;
}
