import { isJsonObject } from '../../data/is-json-object';
import { setOwn } from '../../data/set-own';
import type { JsonObject } from '../../json';
import { expectAnswer, toTextMessage } from '../../messages/expect-answer';
import type { Expected, RenderedMessage } from '../../outbound-message';
import type { Rendering } from '../../rendering/rendering';
import type { Reply } from '../answer-behavior';
import type { Dialogue, Prompt, ReplyResult } from '../dialogue';
import { type CompiledField, type CompiledForm, parseField, parseForm, promptField } from './form';

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
      return readField(form, reply, { index: wait.field ?? 0, answers: wait.answers }, rendering);
    },
  };
}

type NamedForm = CompiledForm & { name: string };

function askForm(
  form: NamedForm,
  prompt: readonly RenderedMessage[],
  answers: JsonObject,
  rendering: Rendering,
): Prompt {
  const index = findOpenField(form, answers);
  return {
    messages: expectForm(
      prompt,
      { name: form.name, ...form.expected(rendering) },
      form.fields[index],
      rendering,
    ),
    field: index,
    answers,
  };
}

function expectForm(
  prompt: readonly RenderedMessage[],
  expected: Expected,
  field: CompiledField | undefined,
  rendering: Rendering,
): RenderedMessage[] {
  if (!field) return expectAnswer(prompt, expected);
  return expectAnswer(
    prompt,
    expected,
    promptField(field, rendering),
    field.answer.expected(rendering).choices,
  );
}

function readForm(form: NamedForm, given: JsonObject, rendering: Rendering): ReplyResult {
  const { answers, invalid } = parseForm(form, given, rendering);
  if (invalid.length === 0) return { type: 'complete', value: orderAnswers(form, answers) };
  return {
    type: 'invalid',
    reason: invalid.map(({ reason }) => reason).join('\n'),
    issues: invalid.map(({ issue }) => issue),
    askAgain: (message) => askForm(form, [toTextMessage(message)], answers, rendering),
  };
}

type Place = { index: number; answers: JsonObject };

function readField(
  form: NamedForm,
  reply: Reply,
  { index, answers }: Place,
  rendering: Rendering,
): ReplyResult {
  const field = form.fields[index];
  if (!field) return { type: 'complete', value: orderAnswers(form, answers) };
  const parsed = parseField(field, reply, rendering);
  if (!parsed.ok) {
    return {
      type: 'invalid',
      reason: parsed.reason,
      issues: [{ field: field.name, message: parsed.reason }],
      askAgain: (message) => askField(field, index, answers, message, rendering),
    };
  }
  const { ok: _, ...understood } = parsed;
  const filled = { ...answers };
  setOwn(filled, field.name, parsed.value);
  const next = findOpenField(form, filled);
  const nextField = form.fields[next];
  if (!nextField) return { type: 'complete', value: orderAnswers(form, filled) };
  const asking = askField(nextField, next, filled, promptField(nextField, rendering), rendering);
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
