import type { CompiledExpression, DataTemplate } from '../compiler';
import type { Budget } from '../expression/budget';
import { evaluate, type Scope } from '../expression/evaluate';
import { type Explanation, explain } from '../expression/explain';
import { setOwn } from '../expression/value';
import type { Json, JsonObject } from '../json';
import { countChars } from '../plain-data';
import { quote } from '../quote';
import { type ParsedTemplate, renderTemplate, renderTemplateValue, type TemplateMiss } from '../template';

/** What expressions and templates are computed with, and where it is kept what went wrong. */
export type Rendering = {
  readonly at: number;
  readonly variables: Readonly<JsonObject>;
  /** What the name `visitor` reads; null where it is a variable of the flow's own, or means nothing. */
  readonly visitor: Readonly<JsonObject> | null;
  readonly budget: Budget;
  readonly misses: TemplateMiss[];
  readonly notes: string[];
  /** The source on which the turn's expression budget ran out; the turn then fails. */
  exhausted: string | null;
};

type Variables = Readonly<JsonObject>;

/** Opens a rendering with nothing noticed yet. */
export function openRendering(
  at: number,
  budget: Budget,
  variables: Variables,
  visitor: Variables | null,
): Rendering {
  return { at, variables, visitor, budget, misses: [], notes: [], exhausted: null };
}

/** Evaluates an expression; a failure or nothing is null, and the trace says so. */
export function evaluateExpression(
  code: CompiledExpression,
  rendering: Rendering,
  variables: Variables = rendering.variables,
): Json {
  if (code.expression === null) return noteFailure(code, code.problem.message, rendering);
  const result = evaluate(code.expression, scopeOf(rendering, variables), rendering.budget);
  if (!result.ok) {
    if (result.failure.code === 'budget') rendering.exhausted = code.source;
    return noteFailure(code, result.failure.message, rendering);
  }
  if (result.missing.length > 0) {
    rendering.notes.push(`${quote(code.source)} reads ${result.missing.join(', ')}, not set.`);
  }
  return result.value ?? null;
}

function scopeOf({ at, visitor }: Rendering, variables: Variables): Scope {
  return { variables, at, visitor };
}

function noteFailure(code: CompiledExpression, message: string, { notes }: Rendering): null {
  notes.push(`${quote(code.source)}: ${message}.`);
  return null;
}

/** Evaluates a condition and tells why it holds or not; one that fails does not hold. */
export function explainExpression(code: CompiledExpression, rendering: Rendering): Explanation {
  if (code.expression === null) {
    const message = `cannot be read: ${code.problem.message}`;
    const failure = { code: 'type' as const, message, offset: code.problem.offset };
    return { source: code.source, value: undefined, operands: [], failure };
  }
  const { variables, budget } = rendering;
  const explanation = explain(code.expression, scopeOf(rendering, variables), budget);
  if (explanation.failure?.code === 'budget') rendering.exhausted = code.source;
  return explanation;
}

/** Renders a template; a bad reference renders empty and is kept among the misses. */
export function renderText(
  template: ParsedTemplate,
  rendering: Rendering,
  variables: Variables = rendering.variables,
): string {
  const { text, misses } = renderTemplate(template, scopeOf(rendering, variables), rendering.budget);
  recordMisses(misses, template, rendering);
  return text;
}

/** Renders data whose texts are templates. What it makes counts against the turn's produced characters. */
export function renderData(
  data: DataTemplate,
  rendering: Rendering,
  variables: Variables = rendering.variables,
): Json {
  if (data.type === 'constant') return data.value;
  const { budget, notes } = rendering;
  const value = renderNested(data, rendering, variables);
  const chars = countChars(value, budget.charsLeft);
  if (chars === Number.POSITIVE_INFINITY) {
    notes.push('The data is nested too deeply and was taken as null.');
    return null;
  }
  if (chars > budget.charsLeft) {
    rendering.exhausted = 'data';
    return null;
  }
  budget.charsLeft -= chars;
  return value;
}

function renderNested(data: DataTemplate, rendering: Rendering, variables: Variables): Json {
  switch (data.type) {
    case 'constant':
      return data.value;
    case 'text': {
      const scope = scopeOf(rendering, variables);
      const { value, misses } = renderTemplateValue(data.template, scope, rendering.budget);
      recordMisses(misses, data.template, rendering);
      return value ?? null;
    }
    case 'list':
      return data.items.map((item) => renderNested(item, rendering, variables));
    case 'record': {
      const record: JsonObject = {};
      for (const [key, item] of data.entries) setOwn(record, key, renderNested(item, rendering, variables));
      return record;
    }
  }
}

function recordMisses(
  misses: readonly TemplateMiss[],
  { source }: ParsedTemplate,
  rendering: Rendering,
): void {
  if (misses.length === 0) return;
  rendering.misses.push(...misses);
  if (rendering.budget.stepsLeft <= 0) rendering.exhausted = source;
}
