import { createCompiler } from '../../compile/compiler';
import { toPlainRecord } from '../../data/plain-data';
import type { FormField } from '../../definition/answer';
import { createBudget } from '../../expression/budget';
import type { JsonObject } from '../../json';
import type { ExpectedField } from '../../outbound-message';
import { openRendering, type Rendering } from '../../rendering/rendering';
import type { AnswerIssue } from '../answer-behavior';
import { compileFields, fillForm, renderFields } from './form';

export type FormValues = { ok: true; values: JsonObject } | { ok: false; issues: AnswerIssue[] };

/** The fields of a form that no flow has asked for yet, as surfaces show them; `at` is milliseconds since 1970. */
export function renderFormFields(fields: readonly FormField[], at: number): ExpectedField[] {
  return renderFields(
    compileFields(
      fields,
      createCompiler(() => {}),
      '',
    ),
    openOwnRendering(at),
  );
}

/**
 * Reads what was sent for a form, each field as a question of its type would: the values in their normal form, null for
 * what was left out, or why not, by field. A field that the form does not have is an issue.
 */
export function checkFormValues(fields: readonly FormField[], values: JsonObject, at: number): FormValues {
  const compiled = compileFields(
    fields,
    createCompiler(() => {}),
    '',
  );
  const given = toPlainRecord(values);
  const { answers, invalid } = fillForm({ fields: compiled }, given, openOwnRendering(at));
  const issues = [...invalid.map(({ issue }) => issue), ...findUnknown(fields, given)];
  return issues.length > 0 ? { ok: false, issues } : { ok: true, values: answers };
}

function findUnknown(fields: readonly FormField[], given: JsonObject): AnswerIssue[] {
  const names = new Set(fields.map(({ name }) => name));
  return Object.keys(given).flatMap((field) =>
    names.has(field) ? [] : [{ field, message: 'The form has no such field.' }],
  );
}

function openOwnRendering(at: number): Rendering {
  return openRendering(at, createBudget(), {}, null);
}
