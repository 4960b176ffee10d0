import { type AnswerBehaviour, accept, checkBounds, type Parsed, refuse, wordsOf } from './behaviour';

type Reading = { value: number; decimalComma: boolean };

// Each form is unambiguous on its own: "1,234" is taken as thousands, so a decimal comma must look like nothing else.
const PLAIN = /^[+-]?(?:\d+(?:\.\d+)?|\.\d+)$/;
const THOUSANDS = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/;
const SPACED_THOUSANDS = /^[+-]?[1-9]\d{0,2}(?: \d{3})+(?:[.,]\d+)?$/;
const DOTTED_THOUSANDS = /^[+-]?[1-9]\d{0,2}(?:(?:\.\d{3})+,\d+|(?:\.\d{3}){2,})$/;
const DECIMAL_COMMA = /^[+-]?\d+,\d+$/;

/** A number: plain, with thousands separated, or with a decimal comma where it cannot mean anything else. */
export const number: AnswerBehaviour<'number'> = {
  check: ({ min, max }, path) => checkBounds(min, max, `${path}/min`),
  compile: (answer) => ({
    expected: () => ({
      type: 'number',
      ...(answer.min !== undefined && { min: answer.min }),
      ...(answer.max !== undefined && { max: answer.max }),
    }),
    parse(reply) {
      const reading = readNumber(typeof reply.value === 'number' ? reply.value : wordsOf(reply));
      if (!reading) return refuse('Please answer with a number.');
      return judge(reading, answer);
    },
  }),
};

/** Reads a number exactly, or not at all: beyond 2^53 digits would be lost. */
export function readNumber(input: string | number): Reading | null {
  const reading =
    typeof input === 'number' ? { value: input, decimalComma: false } : readText(normalise(input));
  return reading && Math.abs(reading.value) <= Number.MAX_SAFE_INTEGER
    ? { ...reading, value: reading.value + 0 }
    : null;
}

function readText(text: string): Reading | null {
  if (PLAIN.test(text)) return { value: Number(text), decimalComma: false };
  if (THOUSANDS.test(text)) return { value: Number(text.replaceAll(',', '')), decimalComma: false };
  if (SPACED_THOUSANDS.test(text)) return readDecimalComma(text.replaceAll(' ', ''));
  if (DOTTED_THOUSANDS.test(text)) return readDecimalComma(text.replaceAll('.', ''));
  return DECIMAL_COMMA.test(text) ? readDecimalComma(text) : null;
}

function readDecimalComma(text: string): Reading {
  return { value: Number(text.replace(',', '.')), decimalComma: text.includes(',') };
}

/** One kind of minus, one kind of space; apostrophes separate thousands like spaces. */
function normalise(text: string): string {
  return text
    .trim()
    .replace(/^[\u2212\u2013]/u, '-')
    .replace(/[\s'\u2019]/gu, ' ');
}

type Bounds = { min?: number; max?: number; integer?: boolean };

function judge({ value, decimalComma }: Reading, { min, max, integer }: Bounds): Parsed {
  if (integer && !Number.isInteger(value)) return refuse('Please answer with a whole number.');
  if ((min !== undefined && value < min) || (max !== undefined && value > max)) {
    return refuse(`Please give a number ${describeRange(min, max)}.`);
  }
  return decimalComma ? { ok: true, value, note: 'Read with a decimal comma.' } : accept(value);
}

function describeRange(min: number | undefined, max: number | undefined): string {
  if (min === undefined) return `of at most ${max}`;
  return max === undefined ? `of at least ${min}` : `from ${min} to ${max}`;
}
