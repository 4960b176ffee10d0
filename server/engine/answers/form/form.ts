import type { Compiler } from '../../compile/compiler';
import { setOwn } from '../../data/set-own';
import type { Answer, FormField } from '../../definition/answer';
import { reportDuplicates } from '../../definition/find-duplicates';
import type { NodeProblem } from '../../definition/problem';
import type { Json, JsonObject } from '../../json';
import { sayWord } from '../../locale/words/say-word';
import { noteWord, understandWord } from '../../locale/words/understand-word';
import { compileOptional } from '../../messages/compile-parts';
import type { ExpectedChoice, ExpectedField } from '../../outbound-message';
import { renderText } from '../../rendering/render-data';
import type { Rendering } from '../../rendering/rendering';
import {
  type AnswerIssue,
  type CompiledAnswer,
  type ExpectedAnswer,
  type ParsedReply,
  type Reply,
  acceptAnswer as takeAsIs,
  toPlainReply,
} from '../answer-behavior';
import { compileWords } from '../own-words';
import { checkAnswer, compileAnswer } from '../registry';

type Form = Omit<Extract<Answer, { type: 'form' }>, 'type'>;

/** A compiled form field. */
export type CompiledField = {
  name: string;
  required: boolean;
  label(rendering: Rendering): string;
  answer: CompiledAnswer;
};

export type CompiledForm = {
  fields: readonly CompiledField[];
  /** The text that asks for one field on a channel without forms. */
  promptField(field: CompiledField, rendering: Rendering): string;
  expected(rendering: Rendering): ExpectedAnswer;
};

type InvalidField = {
  index: number;
  reason: string;
  issue: AnswerIssue;
  readings?: readonly ExpectedChoice[];
};

/** The valid answers of a submitted form, and one entry for each invalid field. */
export type ParsedForm = {
  answers: JsonObject;
  invalid: InvalidField[];
};

/** Skip an optional field, in every language. */
const SKIPPED: ReadonlySet<string> = new Set(['', '-']);

export function compileForm(form: Form, compiler: Compiler, path: string): CompiledForm {
  const fields = compileFields(form.fields, compiler, path);
  const title = compileOptional('title', form.title, compiler, path);
  const submitLabel = compileOptional('submitLabel', form.submitLabel, compiler, path);
  const say = compileWords(form.words, compiler, path);
  return {
    fields,
    promptField({ label, required }, rendering) {
      const asked = label(rendering);
      return required ? asked : say('skipHint', { label: asked }, rendering);
    },
    expected: (rendering) => ({
      type: 'form',
      ...title(rendering),
      ...submitLabel(rendering),
      fields: renderFields(fields, rendering),
    }),
  };
}

export function compileFields(
  fields: readonly FormField[],
  compiler: Compiler,
  path: string,
): readonly CompiledField[] {
  return fields.map((field, index) => compileField(field, compiler, `${path}/fields/${index}`));
}

export function renderFields(fields: readonly CompiledField[], rendering: Rendering): ExpectedField[] {
  return fields.map((field) => renderField(field, rendering));
}

/** Reports duplicate field names and the problems of each field's answer. */
export function checkForm({ fields }: Pick<Form, 'fields'>, path: string): NodeProblem[] {
  const names = fields.map(({ name }) => name);
  return [
    ...reportDuplicates('duplicate_field', 'field', names, (index) => `${path}/fields/${index}/name`),
    ...fields.flatMap(({ answer }, index) => checkAnswer(answer, `${path}/fields/${index}/answer`)),
  ];
}

/**
 * Parses a reply to one field. An optional field may be skipped; its value is then null. A choice whose label is such a word is
 * chosen.
 */
export function parseField(
  { required, answer }: CompiledField,
  reply: Reply,
  rendering: Rendering,
): ParsedReply {
  const skipped = required ? null : readSkipped(reply, rendering);
  if (skipped === null) return answer.parse(reply, rendering);
  const parsed = answer.parse(reply, rendering);
  return parsed.ok && parsed.matchedBy !== undefined ? parsed : skipped;
}

/** Validates a form that was sent as one object. Valid fields are kept even if others are invalid. */
export function parseForm(
  { fields }: Pick<CompiledForm, 'fields'>,
  given: JsonObject,
  rendering: Rendering,
): ParsedForm {
  const answers: JsonObject = {};
  const invalid: ParsedForm['invalid'] = [];
  fields.forEach((field, index) => {
    const value = Object.hasOwn(given, field.name) ? given[field.name] : undefined;
    const parsed = parseField(field, { text: '', value: value ?? undefined }, rendering);
    if (parsed.ok) setOwn(answers, field.name, parsed.value);
    else invalid.push({ ...parsed, ...toInvalidField(field, index, parsed.reason, rendering) });
  });
  return { answers, invalid };
}

function toInvalidField(field: CompiledField, index: number, message: string, rendering: Rendering) {
  const issue = { field: field.name, message };
  const reason = sayWord('fieldMessage', { label: field.label(rendering), message }, rendering);
  return { index, reason, issue };
}

/** A skipped field; null if the reply does not say so. */
function readSkipped(reply: Reply, rendering: Rendering): ParsedReply | null {
  if (!isSingle(reply.value)) return null;
  const words = toPlainReply(reply);
  if (SKIPPED.has(words)) return takeAsIs(null);
  const found = understandWord(words, ['skip'], rendering);
  return found && { ok: true, value: null, ...noteWord(words, found) };
}

function isSingle(value: Json | undefined): boolean {
  return value === undefined || value === null || typeof value !== 'object';
}

function compileField(field: FormField, compiler: Compiler, path: string): CompiledField {
  const label = compiler.localized(`${path}/label`, field.label);
  return {
    name: field.name,
    required: field.required,
    label: (rendering) => renderText(label, rendering) || field.name,
    answer: compileAnswer(field.answer, compiler, `${path}/answer`),
  };
}

function renderField({ name, required, label, answer }: CompiledField, rendering: Rendering): ExpectedField {
  const { type, choices, min, max, accept, placeholder } = answer.expected(rendering);
  return {
    name,
    label: label(rendering),
    required,
    type,
    ...(choices && { choices }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(accept && { accept }),
    ...(placeholder !== undefined && { placeholder }),
  };
}
