import { newCompiler } from '@/server/engine/compile';
import { newBudget } from '@/server/engine/expression/budget';
import { clipValue } from '@/server/engine/expression/clip-value';
import { evaluate, type Scope } from '@/server/engine/expression/evaluate';
import { parseExpression } from '@/server/engine/expression/parse';
import type { Json, JsonObject } from '@/server/engine/json';
import { parseTemplate, renderTemplate } from '@/server/engine/template';
import { dataOf, openRendering } from '@/server/engine/turn/rendering';
import { domainError } from '@/server/shared/errors';
import { requireScope, type ServiceContext } from '../context';

/** A source as its author writes it, with the variables it shall see. */
export type EvaluateSource = {
  as: 'expression' | 'template' | 'data';
  source: Json;
  variables: JsonObject;
};

/** What a source comes to, cut to what can be shown; `missing` are names that no variable has. `offset` counts from 0. */
export type SourceValue =
  | { ok: true; value: Json; missing: string[] }
  | { ok: false; message: string; offset: number | null };

// A fraction of what a turn may spend: this runs as somebody types.
const MAX_STEPS = 20_000;
const MAX_CHARS = 100_000;
const MAX_INPUT_CHARS = 500_000;
const MAX_TEXT = 1_000;

/** Evaluates a source against a sample, as the engine would; what cannot be is told, not thrown. Throws limit_exceeded. */
export function evaluateSource(ctx: ServiceContext, input: EvaluateSource): SourceValue {
  requireScope(ctx, 'flows:read');
  const actual = JSON.stringify(input).length;
  if (actual > MAX_INPUT_CHARS)
    throw domainError('limit_exceeded', { limit: 'sample characters', max: MAX_INPUT_CHARS, actual });
  const scope = { variables: input.variables, at: ctx.clock.now() };
  if (input.as === 'data') return evaluateData(input.source, scope);
  const source = typeof input.source === 'string' ? input.source : '';
  return input.as === 'expression' ? evaluateExpression(source, scope) : evaluateTemplate(source, scope);
}

function evaluateExpression(source: string, scope: Scope): SourceValue {
  const parsed = parseExpression(source);
  if (!parsed.ok) return { ok: false, ...parsed.problem };
  const result = evaluate(parsed.expression, scope, newBudget(MAX_STEPS, MAX_CHARS));
  if (!result.ok)
    return { ok: false, message: result.failure.message, offset: result.failure.offset ?? null };
  return { ok: true, value: clipValue(result.value) ?? null, missing: result.missing };
}

function evaluateTemplate(source: string, scope: Scope): SourceValue {
  const { template, problems } = parseTemplate(source);
  const [problem] = problems;
  if (problem) return { ok: false, ...problem };
  const { text } = renderTemplate(template, scope, newBudget(MAX_STEPS, MAX_CHARS));
  const missing = template.names.filter((name) => !Object.hasOwn(scope.variables, name));
  return { ok: true, value: text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text, missing };
}

function evaluateData(source: Json, { variables, at }: Scope): SourceValue {
  const data = newCompiler(() => undefined).data('', source);
  const rendering = openRendering(at, newBudget(MAX_STEPS, MAX_CHARS), variables as JsonObject, null);
  return { ok: true, value: clipValue(dataOf(data, rendering)) ?? null, missing: [] };
}
