import { type Budget, spendChars } from './expression/budget';
import { evaluate, type Scope } from './expression/evaluate';
import { toFailure } from './expression/failure';
import {
  type ExpressionProblem,
  MAX_SOURCE_CHARS,
  type ParsedExpression,
  parseExpression,
} from './expression/parse';
import { scanSource } from './expression/scan-source';
import { toText } from './expression/text';
import type { Json } from './json';
import { runSteps, type Steps } from './steps';

/** A text with `{{ expression }}` in it. `names`: the variables that its expressions read, sorted. */
export type ParsedTemplate = { source: string; parts: (string | ParsedExpression)[]; names: string[] };

/** An expression that had nothing to show, or read a name that no variable has. */
export type TemplateMiss = { expression: string; reason: string };

export type TemplateResult = { template: ParsedTemplate; problems: ExpressionProblem[] };

const OPEN = '{{';
const CLOSE = '}}';
const ESCAPE = '\\';
const MAX_EXPRESSIONS = 1_000;
/** After that many faults the rest of a template is text: each may have cost a look at all that follows it. */
const MAX_PROBLEMS = 20;

/**
 * Parses a template; never throws. An expression that does not parse becomes empty and is a problem, as is a `{{` without
 * its `}}`, which stays text. `\{{` is a literal `{{`.
 */
export function parseTemplate(source: string): TemplateResult {
  return runSteps(parseTemplateInSteps(source));
}

/** Parses a template as `parseTemplate` does, an expression a step. */
export function* parseTemplateInSteps(source: string): Steps<TemplateResult> {
  const problems: ExpressionProblem[] = [];
  const parts: ParsedTemplate['parts'] = [];
  let text = '';
  let at = 0;
  for (let open = source.indexOf(OPEN); open >= 0; open = source.indexOf(OPEN, at)) {
    const start = open + OPEN.length;
    if (open > at && source.charAt(open - 1) === ESCAPE) {
      text += source.slice(at, open - 1) + OPEN;
      at = start;
      continue;
    }
    const isTooMuch = parts.length >= 2 * MAX_EXPRESSIONS || problems.length >= MAX_PROBLEMS;
    const end = isTooMuch ? null : findEnd(source, start);
    if (end === null) {
      problems.push({ message: 'This {{ is not closed by }}, or there are too many', offset: open });
      break;
    }
    text += source.slice(at, open);
    if (text !== '') parts.push(text);
    parts.push(parsePart(source.slice(start, end), start, problems));
    text = '';
    at = end + CLOSE.length;
    yield;
  }
  text += source.slice(at);
  if (text !== '') parts.push(text);
  return { template: { source, parts, names: listNames(parts) }, problems };
}

/** Renders a template as text; what has no value is empty and is listed. Never throws; the budget counts down. */
export function renderTemplate(
  template: ParsedTemplate,
  scope: Scope,
  budget: Budget,
): { text: string; misses: TemplateMiss[] } {
  const misses: TemplateMiss[] = [];
  let text = '';
  for (const part of template.parts) {
    text += typeof part === 'string' ? part : renderPart(part, scope, budget, misses);
  }
  return { text, misses };
}

/** Like `renderTemplate`, but a template that is exactly one expression keeps the type of its value; nothing is null. */
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

/** The end of the expression that starts here, or null: braces and texts inside the expression are not mistaken for it. */
function findEnd(source: string, start: number): number | null {
  const window = source.slice(start, start + MAX_SOURCE_CHARS + CLOSE.length);
  const scan = scanSource(window, true);
  const length = scan.closed ? scan.end : window.indexOf(CLOSE);
  return length < 0 ? null : start + length;
}

function parsePart(inner: string, start: number, problems: ExpressionProblem[]): string | ParsedExpression {
  const result = parseExpression(inner.trim());
  if (result.ok) return result.expression;
  const leading = inner.length - inner.trimStart().length;
  problems.push({ message: result.problem.message, offset: start + leading + result.problem.offset });
  return '';
}

function listNames(parts: ParsedTemplate['parts']): string[] {
  return [...new Set(parts.flatMap((part) => (typeof part === 'string' ? [] : part.names)))].sort();
}

function renderPart(part: ParsedExpression, scope: Scope, budget: Budget, misses: TemplateMiss[]): string {
  const value = evaluatePart(part, scope, budget, misses);
  try {
    const text = toText(value, budget);
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
  const result = evaluate(part, scope, budget);
  if (!result.ok) {
    misses.push({ expression: part.source, reason: result.failure.message });
    return undefined;
  }
  for (const name of result.missing) {
    misses.push({ expression: part.source, reason: `There is no variable "${name}"` });
  }
  if (result.value === undefined && result.missing.length === 0) {
    misses.push({ expression: part.source, reason: 'It has no value' });
  }
  return result.value;
}
