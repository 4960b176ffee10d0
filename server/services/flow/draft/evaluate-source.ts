import type { Compiler } from '@/server/engine/compile/compiler';
import { prepareCompiler } from '@/server/engine/compile/prepare-compiler';
import { createBudget } from '@/server/engine/expression/budget';
import { evaluate, type Scope } from '@/server/engine/expression/evaluate';
import { parseExpression } from '@/server/engine/expression/parse/parse-expression';
import { clipValue } from '@/server/engine/expression/values/clip-value';
import type { Json, JsonObject } from '@/server/engine/json';
import { renderData } from '@/server/engine/rendering/render-data';
import { createRendering } from '@/server/engine/rendering/rendering';
import { parseTemplateInSteps } from '@/server/engine/template/parse-template';
import { renderTemplate } from '@/server/engine/template/render-template';
import { runInSlices } from '@/server/gateways/run-in-slices';
import { domainError } from '@/server/shared/errors';
import { shorten } from '@/server/shared/shorten';
import { requireScope, type ServiceContext } from '../../context';

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
const MAX_SOURCE_CHARS = 50_000;
const MAX_TEXT = 1_000;

/** Evaluates a source against a sample, as the engine would; what cannot be is told, not thrown. Throws limit_exceeded. */
export async function evaluateSource(ctx: ServiceContext, input: EvaluateSource): Promise<SourceValue> {
  requireScope(ctx, 'flows:read');
  requireAtMost('sample characters', MAX_INPUT_CHARS, input);
  requireAtMost('source characters', MAX_SOURCE_CHARS, input.source);
  const scope = { variables: input.variables, at: ctx.clock.now() };
  if (input.as === 'data') return await evaluateData(input.source, scope);
  const source = typeof input.source === 'string' ? input.source : '';
  return input.as === 'expression'
    ? evaluateExpression(source, scope)
    : await evaluateTemplate(source, scope);
}

function requireAtMost(limit: string, max: number, value: Json | EvaluateSource): void {
  const actual = JSON.stringify(value).length;
  if (actual > max) throw domainError('limit_exceeded', { limit, max, actual });
}

function evaluateExpression(source: string, scope: Scope): SourceValue {
  const parsed = parseExpression(source);
  if (!parsed.ok) return { ok: false, ...parsed.problem };
  const result = evaluate(parsed.expression, scope, createBudget(MAX_STEPS, MAX_CHARS));
  if (!result.ok)
    return { ok: false, message: result.failure.message, offset: result.failure.offset ?? null };
  return { ok: true, value: clipValue(result.value) ?? null, missing: result.missing };
}

async function evaluateTemplate(source: string, scope: Scope): Promise<SourceValue> {
  const { template, problems } = await runInSlices(parseTemplateInSteps(source));
  const [problem] = problems;
  if (problem) return { ok: false, ...problem };
  const { text } = renderTemplate(template, scope, createBudget(MAX_STEPS, MAX_CHARS));
  const missing = template.names.filter((name) => !Object.hasOwn(scope.variables, name));
  return { ok: true, value: text.length > MAX_TEXT ? `${shorten(text, MAX_TEXT)}…` : text, missing };
}

async function evaluateData(source: Json, { variables, at }: Scope): Promise<SourceValue> {
  const compile = (compiler: Compiler) => compiler.data('', source);
  const data = compile(await runInSlices(prepareCompiler(compile)));
  const rendering = createRendering(at, createBudget(MAX_STEPS, MAX_CHARS), variables as JsonObject, null);
  return { ok: true, value: clipValue(renderData(data, rendering)) ?? null, missing: [] };
}
