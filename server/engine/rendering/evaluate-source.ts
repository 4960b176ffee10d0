import { CONFIG } from '@/server/shared/config-name';
import type { Compiler } from '../compile/compiler';
import { prepareCompiler } from '../compile/prepare-compiler';
import { cutText } from '../data/cut-text';
import { createBudget } from '../expression/budget';
import { evaluate, type Scope } from '../expression/evaluate';
import type { Facts } from '../expression/fact-names';
import { formatIso } from '../expression/format/iso-date';
import { parseExpression } from '../expression/parse/parse-expression';
import { isTimePhrase, readTime } from '../expression/times/read-time';
import { clipValue } from '../expression/values/clip-value';
import type { Json, JsonObject } from '../json';
import { parseRegional, type Regional } from '../locale/regional';
import { resolveRegional } from '../locale/resolve-regional';
import { markSecrets } from '../secrets/mark-secrets';
import { placeInJson, placeInText } from '../secrets/place-secrets';
import type { Steps } from '../steps';
import { parseTemplateInSteps } from '../template/parse-template';
import { renderTemplate } from '../template/render-template';
import { renderData } from './render-data';
import { createRendering, type Surroundings } from './rendering';

/**
 * A source with sample variables; a `time` is a time in words or an expression, as in `wait`. `at` is the result of `$now()` in milliseconds since 1970. `regional` holds the settings of the
 * flow, which may be unfinished; unknown ones are left out.
 */
export type SourceSample = {
  as: 'expression' | 'template' | 'data' | 'time';
  source: Json;
  variables: JsonObject;
  /** The configuration values by name; none by default. */
  config?: JsonObject;
  at: number;
  regional?: { [K in keyof Regional]: Json };
};

/** The value of a source, clipped for display. `missing` lists names that are not variables; `offset` is 0-based. */
export type SourceValue =
  | { ok: true; value: Json; missing: string[] }
  | { ok: false; message: string; offset: number | null };

// A fraction of the limits of a turn, because this runs on every keystroke.
const MAX_STEPS = 20_000;
const MAX_CHARS = 100_000;
const MAX_SAMPLE_CHARS = 500_000;
const MAX_SOURCE_CHARS = 50_000;
const MAX_TEXT = 1_000;

/** Evaluates a source with sample variables, as a turn would. Never throws; time is bounded. */
export function* evaluateSource(sample: SourceSample): Steps<SourceValue> {
  const { as, source, variables, config = {}, at, regional } = sample;
  if (lengthOf(variables) > MAX_SAMPLE_CHARS) return refuse('The sample is too large to show a value.');
  if (lengthOf(source) > MAX_SOURCE_CHARS) return refuse('The text is too long to show a value.');
  const defaults = parseRegional(regional).regional;
  const surroundings = { at, ...resolveRegional({ flows: [], defaults }) };
  const facts: Facts = { [CONFIG]: config };
  if (as === 'data') return yield* evaluateData(source, surroundings, { variables, facts });
  const scope = { variables, facts, ...surroundings };
  const text = typeof source === 'string' ? source : '';
  if (as === 'time')
    return isTimePhrase(text) ? showTime(text, surroundings) : evaluateTime(text, scope, surroundings);
  return as === 'expression' ? evaluateExpression(text, scope) : yield* evaluateTemplate(text, scope);
}

function lengthOf(value: Json): number {
  return JSON.stringify(value).length;
}

function refuse(message: string): SourceValue {
  return { ok: false, message, offset: null };
}

function evaluateExpression(source: string, scope: Scope): SourceValue {
  const parsed = parseExpression(source);
  if (!parsed.ok) return { ok: false, ...parsed.problem };
  const [fault] = parsed.faults;
  if (fault) return { ok: false, ...fault };
  const result = evaluate(parsed.expression, scope, createBudget(MAX_STEPS, MAX_CHARS));
  if (!result.ok)
    return { ok: false, message: result.failure.message, offset: result.failure.offset ?? null };
  return { ok: true, value: clipValue(result.value) ?? null, missing: result.missing };
}

/** The value of an expression for a time, or the reason why it is none. */
function evaluateTime(source: string, scope: Scope, surroundings: Surroundings): SourceValue {
  const shown = evaluateExpression(source, scope);
  if (!shown.ok || shown.missing.length > 0) return shown;
  const read = showTime(shown.value, surroundings);
  return read.ok ? shown : read;
}

/** The time that a value means, on the clock of its zone. */
function showTime(value: Json, { at, timeZone, language, locale }: Surroundings): SourceValue {
  const read = readTime(value, { at, timeZone, languages: [language, locale] });
  if (!read.ok) return refuse(`This is not a time: ${read.reason}.`);
  return { ok: true, value: formatIso(read.dueAt, timeZone), missing: [] };
}

function* evaluateTemplate(source: string, scope: Scope): Steps<SourceValue> {
  const { template, problems } = yield* parseTemplateInSteps(source);
  const [problem] = problems;
  if (problem) return { ok: false, ...problem };
  const rendered = renderTemplate(markSecrets(template), scope, createBudget(MAX_STEPS, MAX_CHARS));
  const { text } = placeInText(rendered.text);
  const missing = template.names.filter((name) => !Object.hasOwn(scope.variables, name));
  return { ok: true, value: text.length > MAX_TEXT ? `${cutText(text, MAX_TEXT)}…` : text, missing };
}

function* evaluateData(
  source: Json,
  surroundings: Surroundings,
  { variables, facts }: { variables: JsonObject; facts: Facts },
): Steps<SourceValue> {
  const compile = (compiler: Compiler) => compiler.outgoingData('', source);
  const data = compile(yield* prepareCompiler(compile));
  const rendering = createRendering(surroundings, createBudget(MAX_STEPS, MAX_CHARS), variables, facts);
  const { text } = placeInJson(renderData(data, rendering));
  return { ok: true, value: clipValue(JSON.parse(text) as Json) ?? null, missing: [] };
}
