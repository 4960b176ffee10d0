import { CONFIG } from '@/server/shared/config-name';
import { type Budget, spendChars } from '../expression/budget';
import { evaluate, type Scope } from '../expression/evaluate';
import { toFailure } from '../expression/failure';
import type { ParsedExpression } from '../expression/parse/parse-expression';
import { toText } from '../expression/values/text';
import type { Json } from '../json';
import type { ParsedTemplate } from './parse-template';

/** An expression of a template that had no value, read a missing variable, or found no setting. */
export type TemplateMiss = { expression: string; reason: string };

/** Encodes the text of an expression; `part` is its index in the template. */
export type EncodeValue = (text: string, part: number) => string;

const keepValue: EncodeValue = (text) => text;

/**
 * Renders a template as text. Expressions without a value render empty and are recorded. Never throws; the
 * budget is decremented.
 */
export function renderTemplate(
  template: ParsedTemplate,
  scope: Scope,
  budget: Budget,
  encode: EncodeValue = keepValue,
): { text: string; misses: TemplateMiss[] } {
  const misses: TemplateMiss[] = [];
  let text = '';
  template.parts.forEach((part, index) => {
    text +=
      typeof part === 'string'
        ? part
        : renderPart(part, scope, budget, misses, (value) => encode(value, index));
  });
  return { text, misses };
}

/**
 * Renders like `renderTemplate`, but a template that is exactly one expression keeps the type of its value;
 * undefined becomes null.
 */
export function renderTemplateValue(
  template: ParsedTemplate,
  scope: Scope,
  budget: Budget,
): { value: Json; misses: TemplateMiss[] } {
  const [only] = template.parts;
  if (template.parts.length !== 1 || only === undefined || typeof only === 'string') {
    const { text, misses } = renderTemplate(template, scope, budget);
    return { value: text, misses };
  }
  const misses: TemplateMiss[] = [];
  return { value: evaluatePart(only, scope, budget, misses) ?? null, misses };
}

function renderPart(
  part: ParsedExpression,
  scope: Scope,
  budget: Budget,
  misses: TemplateMiss[],
  encode: (text: string) => string,
): string {
  const value = evaluatePart(part, scope, budget, misses);
  try {
    const text = encode(toText(value, budget));
    spendChars(budget, text.length);
    return text;
  } catch (thrown) {
    misses.push({ expression: part.source, reason: toFailure(thrown, 0).message });
    return '';
  }
}

function evaluatePart(
  part: ParsedExpression,
  scope: Scope,
  budget: Budget,
  misses: TemplateMiss[],
): Json | undefined {
  const notes: string[] = [];
  const result = evaluate(part, scope, budget, notes);
  for (const reason of notes) misses.push({ expression: part.source, reason: reason.replace(/\.$/, '') });
  if (!result.ok) {
    misses.push({ expression: part.source, reason: result.failure.message });
    return undefined;
  }
  for (const name of result.missing) {
    misses.push({ expression: part.source, reason: explainMissing(name) });
  }
  if (result.value === undefined && result.missing.length === 0) {
    misses.push({ expression: part.source, reason: 'It has no value' });
  }
  return result.value;
}

function explainMissing(name: string): string {
  return name.startsWith(`${CONFIG}.`)
    ? `The session started without a configuration value "${name.slice(CONFIG.length + 1)}"`
    : `There is no variable "${name}"`;
}
