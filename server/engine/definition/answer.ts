import { z } from 'zod';
import type { WordKey } from '../locale/words/word-keys';
import { expressionSource, localizedTemplate, variableName } from './text';

const choice = z.strictObject({
  value: z.string().min(1).max(200),
  label: localizedTemplate(200),
});

const choices = z.array(choice).min(1).max(50);

/** The texts that a question says instead of the engine's own; their templates also see the values of the engine's text. */
function wordsOf<K extends WordKey>(...keys: readonly K[]) {
  const text = localizedTemplate(1_000).optional();
  const shape = Object.fromEntries(keys.map((key) => [key, text])) as Record<K, typeof text>;
  return z.strictObject(shape).optional();
}

const simpleAnswers = [
  z.strictObject({
    type: z.literal('text'),
    minLength: z.number().int().min(0).max(4_000).optional(),
    maxLength: z.number().int().min(1).max(4_000).optional(),
    words: wordsOf('textMissing', 'textTooShort', 'textTooLong'),
  }),
  z.strictObject({
    type: z.literal('number'),
    min: z.number().optional(),
    max: z.number().optional(),
    integer: z.boolean().optional(),
    words: wordsOf('notANumber', 'notAWholeNumber', 'numberTooSmall', 'numberTooLarge', 'numberOutOfRange'),
  }),
  z.strictObject({ type: z.literal('email'), words: wordsOf('notAnEmail') }),
  z.strictObject({ type: z.literal('url'), words: wordsOf('notAUrl') }),
  z.strictObject({
    type: z.literal('phone'),
    /** The region (ISO 3166, such as "DE") of numbers without a country code, by default that of the flow's language. */
    region: z
      .string()
      .regex(/^[A-Z]{2}$/, 'must be two capital letters, such as DE')
      .optional(),
    words: wordsOf('notAPhone'),
  }),
  z.strictObject({
    type: z.literal('date'),
    min: z.iso.date().optional(),
    max: z.iso.date().optional(),
    /** The order of day and month in 3/4/2026; default: that of the flow's language. `auto` asks which date is meant. */
    order: z.enum(['dayFirst', 'monthFirst', 'auto']).optional(),
    words: wordsOf('notADate', 'dateTooEarly', 'dateTooLate', 'dateAmbiguous'),
  }),
  z.strictObject({ type: z.literal('time'), words: wordsOf('notATime') }),
  z.strictObject({ type: z.literal('choice'), choices, words: wordsOf('notAChoice') }),
  z.strictObject({
    type: z.literal('multi-choice'),
    choices,
    min: z.number().int().min(0).max(50).optional(),
    max: z.number().int().min(1).max(50).optional(),
    words: wordsOf('notChoices', 'tooFewChoices', 'tooManyChoices'),
  }),
  z.strictObject({
    type: z.literal('rating'),
    max: z.number().int().min(2).max(10),
    words: wordsOf('notARating'),
  }),
  z.strictObject({
    type: z.literal('confirm'),
    yes: localizedTemplate(100).optional(),
    no: localizedTemplate(100).optional(),
    words: wordsOf('notYesOrNo'),
  }),
  z.strictObject({
    type: z.literal('file'),
    accept: z.array(z.string().min(1).max(100)).max(20).optional(),
    maxBytes: z.number().int().min(1).max(100_000_000).optional(),
    words: wordsOf('notAFile', 'wrongFileType', 'fileTooLarge'),
  }),
] as const;

/** The answer of a single field. */
const simpleAnswer = z.discriminatedUnion('type', simpleAnswers);

export const formField = z.strictObject({
  name: variableName,
  label: localizedTemplate(500),
  required: z.boolean().default(true),
  answer: simpleAnswer,
});

/** The answer of a question. */
export const answer = z.discriminatedUnion('type', [
  ...simpleAnswers,
  z.strictObject({
    type: z.literal('form'),
    title: localizedTemplate(500).optional(),
    submitLabel: localizedTemplate(100).optional(),
    words: wordsOf('skipHint'),
    fields: z.array(formField).min(1).max(50),
  }),
]);

/** A custom rule: an expression over `answer` that must be true, and the message to send if it is not. */
export const answerRule = z.strictObject({
  when: expressionSource,
  message: localizedTemplate(1_000),
});

export type SimpleAnswer = z.infer<typeof simpleAnswer>;
export type Answer = z.infer<typeof answer>;
export type FormField = z.infer<typeof formField>;
export type Choice = z.infer<typeof choice>;
