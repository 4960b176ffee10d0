import { createCompiler } from '../../compile/compiler';
import { toPlainRecord } from '../../data/plain-data';
import type { FormField } from '../../definition/answer';
import { createBudget } from '../../expression/budget';
import { NO_FACTS } from '../../expression/fact-names';
import type { JsonObject } from '../../json';
import { sayWord } from '../../locale/words/say-word';
import type { ExpectedField } from '../../outbound-message';
import { createRendering, type Surroundings } from '../../rendering/rendering';
import type { AnswerIssue } from '../answer-behavior';
import { compileFields, parseForm, renderFields } from './form';

export type FormValues = { ok: true; values: JsonObject } | { ok: false; issues: AnswerIssue[] };

/** Renders the fields of a trigger form for display, before any session exists. */
export function renderFormFields(fields: readonly FormField[], surroundings: Surroundings): ExpectedField[] {
  return renderFields(
    compileFields(
      fields,
      createCompiler(() => {}),
      '',
    ),
    createFormRendering(surroundings),
  );
}

/**
 * Validates the values of a submitted trigger form as questions of the same types would. Returns normalized
 * values, null for fields left out, or issues by field; an unknown field is an issue.
 */
export function checkFormValues(
  fields: readonly FormField[],
  values: JsonObject,
  surroundings: Surroundings,
): FormValues {
  const compiled = compileFields(
    fields,
    createCompiler(() => {}),
    '',
  );
  const given = toPlainRecord(values);
  const { answers, invalid } = parseForm({ fields: compiled }, given, createFormRendering(surroundings));
  const issues = [...invalid.map(({ issue }) => issue), ...findUnknown(fields, given, surroundings)];
  return issues.length > 0 ? { ok: false, issues } : { ok: true, values: answers };
}

function findUnknown(
  fields: readonly FormField[],
  given: JsonObject,
  surroundings: Surroundings,
): AnswerIssue[] {
  const names = new Set(fields.map(({ name }) => name));
  return Object.keys(given).flatMap((field) =>
    names.has(field) ? [] : [{ field, message: sayWord('unknownField', {}, surroundings) }],
  );
}

function createFormRendering(surroundings: Surroundings) {
  return createRendering(surroundings, createBudget(), {}, NO_FACTS);
}
