import type { Rendering } from '../../rendering/rendering';
import {
  type AnswerBehavior,
  acceptAnswer,
  checkBounds,
  type ParsedReply,
  type Reply,
  rejectAnswer,
  toKeptText,
} from '../answer-behavior';
import { compileWords, type Say } from '../own-words';
import { type ParsedNumber, parseNumber } from './parse-number';

/** A number, with optional thousands separators, decimal comma and currency. */
export const number: AnswerBehavior<'number'> = {
  check: ({ min, max }, path) => checkBounds(min, max, `${path}/min`),
  compile(answer, compiler, path) {
    const say = compileWords(answer.words, compiler, path);
    return {
      expected: () => ({
        type: 'number',
        ...(answer.min !== undefined && { min: answer.min }),
        ...(answer.max !== undefined && { max: answer.max }),
      }),
      parse(reply, rendering) {
        const read = readNumber(reply, rendering.locale);
        return read
          ? checkNumber(read, answer, say, rendering)
          : rejectAnswer(say('notANumber', {}, rendering));
      },
    };
  },
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

type SayNumber = Say<'notAWholeNumber' | 'numberTooSmall' | 'numberTooLarge' | 'numberOutOfRange'>;

function checkNumber(
  { value, notes }: ParsedNumber,
  { min, max, integer }: Bounds,
  say: SayNumber,
  rendering: Rendering,
): ParsedReply {
  if (integer && !Number.isInteger(value)) return rejectAnswer(say('notAWholeNumber', {}, rendering));
  const isTooSmall = min !== undefined && value < min;
  const isTooLarge = max !== undefined && value > max;
  if (min !== undefined && max !== undefined && (isTooSmall || isTooLarge))
    return rejectAnswer(say('numberOutOfRange', { min, max }, rendering));
  if (isTooSmall) return rejectAnswer(say('numberTooSmall', { min }, rendering));
  if (isTooLarge) return rejectAnswer(say('numberTooLarge', { max }, rendering));
  return notes.length > 0 ? { ok: true, value, note: notes.join(' ') } : acceptAnswer(value);
}
