import { z } from 'zod';
import type { WordKey } from '../locale/words/word-keys';
import { expressionSource, localizedTemplate, variableName } from './text';

const choice = z.strictObject({
  value: z.string().min(1).max(200),
  label: localizedTemplate(200),
});

/** The largest number of choices of a question. */
export const MAX_CHOICES = 50;

const choices = z.array(choice).min(1).max(MAX_CHOICES);

/** The texts that a question says instead of the engine's own; their templates also see the values of the engine's text. */
function wordsOf<K extends WordKey>(...keys: readonly K[]) {
  const text = localizedTemplate(1_000).optional();
  const shape = Object.fromEntries(keys.map((key) => [key, text])) as Record<K, typeof text>;
  return z.strictObject(shape).optional();
}

/** The hint in the field in which people type, for clients that show one. */
const typed = { placeholder: localizedTemplate(200).optional() };

/** The label of the button that sends an answer, for clients that show one; the fields of a form share one button. */
const submitted = { submitLabel: localizedTemplate(100).optional() };

const textAnswer = z.strictObject({
  type: z.literal('text'),
  ...typed,
  minLength: z.number().int().min(0).max(4_000).optional(),
  maxLength: z.number().int().min(1).max(4_000).optional(),
  words: wordsOf('textMissing', 'textTooShort', 'textTooLong'),
});

const numberAnswer = z.strictObject({
  type: z.literal('number'),
  ...typed,
  min: z.number().optional(),
  max: z.number().optional(),
  integer: z.boolean().optional(),
  words: wordsOf('notANumber', 'notAWholeNumber', 'numberTooSmall', 'numberTooLarge', 'numberOutOfRange'),
});

const emailAnswer = z.strictObject({ type: z.literal('email'), ...typed, words: wordsOf('notAnEmail') });

const urlAnswer = z.strictObject({ type: z.literal('url'), ...typed, words: wordsOf('notAUrl') });

const phoneAnswer = z.strictObject({
  type: z.literal('phone'),
  ...typed,
  /** The region (ISO 3166, such as "DE") of numbers without a country code, by default that of the flow's language. */
  region: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be two capital letters, such as DE')
    .optional(),
  words: wordsOf('notAPhone'),
});

const dateAnswer = z.strictObject({
  type: z.literal('date'),
  min: z.iso.date().optional(),
  max: z.iso.date().optional(),
  /** The order of day and month in 3/4/2026; default: that of the flow's language. `auto` asks which date is meant. */
  order: z.enum(['dayFirst', 'monthFirst', 'auto']).optional(),
  words: wordsOf('notADate', 'dateTooEarly', 'dateTooLate', 'dateAmbiguous'),
});

const timeAnswer = z.strictObject({ type: z.literal('time'), words: wordsOf('notATime') });

const choiceAnswer = z.strictObject({ type: z.literal('choice'), choices, words: wordsOf('notAChoice') });

const multiChoiceAnswer = z.strictObject({
  type: z.literal('multi-choice'),
  choices,
  min: z.number().int().min(0).max(50).optional(),
  max: z.number().int().min(1).max(50).optional(),
  words: wordsOf('notChoices', 'tooFewChoices', 'tooManyChoices'),
});

const ratingAnswer = z.strictObject({
  type: z.literal('rating'),
  max: z.number().int().min(2).max(10),
  words: wordsOf('notARating'),
});

const confirmAnswer = z.strictObject({
  type: z.literal('confirm'),
  yes: localizedTemplate(100).optional(),
  no: localizedTemplate(100).optional(),
  words: wordsOf('notYesOrNo'),
});

const fileAnswer = z.strictObject({
  type: z.literal('file'),
  accept: z.array(z.string().min(1).max(100)).max(20).optional(),
  maxBytes: z.number().int().min(1).max(100_000_000).optional(),
  words: wordsOf('notAFile', 'wrongFileType', 'fileTooLarge'),
});

/** The answer of a single field. */
const simpleAnswer = z.discriminatedUnion('type', [
  textAnswer,
  numberAnswer,
  emailAnswer,
  urlAnswer,
  phoneAnswer,
  dateAnswer,
  timeAnswer,
  choiceAnswer,
  multiChoiceAnswer,
  ratingAnswer,
  confirmAnswer,
  fileAnswer,
]);

/** Choices from the entries of a list; `value` and `label` see each entry as `item`. */
const choicesFrom = z.strictObject({
  list: expressionSource,
  value: expressionSource,
  /** Default: the value. */
  label: localizedTemplate(200).optional(),
  max: z.number().int().min(1).max(MAX_CHOICES).optional(),
});

/** The choices of a question, which data may decide when it is asked. */
const offered = {
  choices: z
    .array(choice.extend({ when: expressionSource.optional() }))
    .max(MAX_CHOICES)
    .default([]),
  choicesFrom: choicesFrom.optional(),
};

export const formField = z.strictObject({
  name: variableName,
  label: localizedTemplate(500),
  required: z.boolean().default(true),
  answer: simpleAnswer,
});

/** The answer of a question. */
export const answer = z.discriminatedUnion('type', [
  textAnswer.extend(submitted),
  numberAnswer.extend(submitted),
  emailAnswer.extend(submitted),
  urlAnswer.extend(submitted),
  phoneAnswer.extend(submitted),
  dateAnswer.extend(submitted),
  timeAnswer.extend(submitted),
  choiceAnswer.extend(offered),
  multiChoiceAnswer.extend({ ...offered, ...submitted }),
  ratingAnswer.extend(submitted),
  confirmAnswer,
  fileAnswer.extend(submitted),
  z.strictObject({
    type: z.literal('form'),
    title: localizedTemplate(500).optional(),
    ...submitted,
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
/** The answer of a question that is no form. */
export type SingleAnswer = Exclude<Answer, { type: 'form' }>;
export type FormField = z.infer<typeof formField>;
export type Choice = z.infer<typeof choice>;
export type OfferedChoice = z.infer<(typeof offered)['choices']>[number];
export type ChoicesFrom = z.infer<typeof choicesFrom>;
