import { isJsonObject } from '../../data/is-json-object';
import { setOwn } from '../../data/set-own';
import type { JsonObject } from '../../json';
import { expectAnswer, toTextMessage } from '../../messages/expect-answer';
import type { Expected, RenderedMessage } from '../../outbound-message';
import type { Rendering } from '../../rendering/rendering';
import type { Reply } from '../answer-behavior';
import { askReading, parseReading } from '../choice/readings';
import type { Dialogue, InputWait, Prompt, ReplyResult } from '../dialogue';
import { type CompiledField, type CompiledForm, type ParsedForm, parseField, parseForm } from './form';

/**
 * Creates the dialogue of a form. A channel that shows forms sends all fields at once as `value`. On other
 * channels the plain text of the prompt asks for the first field, and each reply leads to the next field.
 */
export function createFormDialogue(compiled: CompiledForm, name: string): Dialogue {
  const form: NamedForm = { ...compiled, name };
  return {
    ask: (prompt, rendering) => askForm(form, prompt, {}, rendering),
    read(reply, wait, rendering) {
      if (isJsonObject(reply.value)) return readForm(form, { ...wait.answers, ...reply.value }, rendering);
      return readField(form, reply, toPlace(wait), rendering);
    },
  };
}

type NamedForm = CompiledForm & { name: string };

function askForm(
  form: NamedForm,
  prompt: readonly RenderedMessage[],
  answers: JsonObject,
  rendering: Rendering,
  invalid: ParsedForm['invalid'] = [],
): Prompt {
  const index = findOpenField(form, answers);
  const readings = invalid.find((field) => field.index === index)?.readings;
  const expected = { name: form.name, ...form.expected(rendering) };
  return {
    messages: expectForm(form, prompt, expected, form.fields[index], rendering, readings),
    field: index,
    answers,
    readings,
  };
}

function expectForm(
  form: NamedForm,
  prompt: readonly RenderedMessage[],
  expected: Expected,
  field: CompiledField | undefined,
  rendering: Rendering,
  readings: Prompt['readings'],
): RenderedMessage[] {
  if (!field) return expectAnswer(prompt, expected);
  const choices = readings ? [...readings] : field.answer.expected(rendering).choices;
  return expectAnswer(prompt, expected, form.promptField(field, rendering), choices);
}

function readForm(form: NamedForm, given: JsonObject, rendering: Rendering): ReplyResult {
  const { answers, invalid } = parseForm(form, given, rendering);
  if (invalid.length === 0) return { type: 'complete', value: orderAnswers(form, answers) };
  return {
    type: 'invalid',
    reason: invalid.map(({ reason }) => reason).join('\n'),
    issues: invalid.map(({ issue }) => issue),
    isAmbiguous: invalid.every(({ readings }) => readings !== undefined),
    askAgain: (message) => askForm(form, [toTextMessage(message)], answers, rendering, invalid),
  };
}

type Place = { index: number; answers: JsonObject; readings: Prompt['readings'] };

function toPlace({ field, answers, readings }: InputWait): Place {
  return { index: field ?? 0, answers, readings };
}

function readField(
  form: NamedForm,
  reply: Reply,
  { index, answers, readings: offered }: Place,
  rendering: Rendering,
): ReplyResult {
  const field = form.fields[index];
  if (!field) return { type: 'complete', value: orderAnswers(form, answers) };
  const parsed = parseReading((given) => parseField(field, given, rendering), reply, offered);
  if (!parsed.ok) {
    const { reason, readings } = parsed;
    return {
      type: 'invalid',
      reason,
      issues: [{ field: field.name, message: reason }],
      isAmbiguous: readings !== undefined,
      askAgain: (message) =>
        readings
          ? { ...askReading(message, field.name, readings), field: index, answers }
          : askField(field, index, answers, message, rendering),
    };
  }
  const { ok: _, ...understood } = parsed;
  const filled = { ...answers };
  setOwn(filled, field.name, parsed.value);
  const next = findOpenField(form, filled);
  const nextField = form.fields[next];
  if (!nextField) return { type: 'complete', value: orderAnswers(form, filled) };
  const asking = askField(nextField, next, filled, form.promptField(nextField, rendering), rendering);
  return { type: 'partial', ...understood, asking };
}

function askField(
  field: CompiledField,
  index: number,
  answers: JsonObject,
  message: string,
  rendering: Rendering,
): Prompt {
  return {
    messages: expectAnswer([toTextMessage(message)], {
      name: field.name,
      ...field.answer.expected(rendering),
    }),
    field: index,
    answers,
  };
}

/** The index of the first unanswered field; the number of fields if all are answered. */
function findOpenField({ fields }: CompiledForm, answers: JsonObject): number {
  const index = fields.findIndex(({ name }) => !Object.hasOwn(answers, name));
  return index < 0 ? fields.length : index;
}

function orderAnswers({ fields }: CompiledForm, answers: JsonObject): JsonObject {
  const ordered: JsonObject = {};
  for (const { name } of fields)
    setOwn(ordered, name, Object.hasOwn(answers, name) ? (answers[name] ?? null) : null);
  return ordered;
}
