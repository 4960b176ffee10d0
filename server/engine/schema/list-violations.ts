/*
 * Checks a value against a JSON Schema by walking both. No code is generated and no pattern of an author is run.
 *
 * run/bounded: a check takes at most MAX_STEPS steps and MAX_DEPTH levels; then it reports the schema as too complex.
 */
import { fromPointerToken } from '../compile/compiler';
import { isJsonObject } from '../data/is-json-object';
import type { Json, JsonObject } from '../json';
import { checkKeywords } from './schema-keywords';
import { type SchemaCheck, spendSteps, TooComplexError, type Violation } from './schema-steps';

const MAX_STEPS = 200_000;
const MAX_DEPTH = 100;
/** More violations are not listed. */
const MAX_VIOLATIONS = 10;

/** Keywords that are not checked; where a schema has one, nothing is concluded from a part that matches. */
export const UNCHECKED: ReadonlySet<string> = new Set([
  ...['pattern', 'format', 'patternProperties', 'propertyNames', 'contains', 'minContains', 'maxContains'],
  ...['dependentRequired', 'dependentSchemas', 'dependencies', 'unevaluatedItems', 'unevaluatedProperties'],
  ...['$dynamicRef', '$recursiveRef', '$id', '$anchor', 'if', 'contentSchema'],
]);

/**
 * Lists how a value violates a schema, such as `/items/0/price must be a number`; empty if it is valid. `name` stands for the
 * value as a whole.
 */
export function listViolations(schema: JsonObject, value: Json, name = 'the reply'): string[] {
  return findViolations(schema, value).map(({ path, message }) => `${path || name} ${message}`);
}

/** Finds how a value violates a schema; empty if it is valid. */
export function findViolations(schema: JsonObject, value: Json): Violation[] {
  const budget = { steps: MAX_STEPS };
  const found: Violation[] = [];
  try {
    const check = { root: schema, budget, found, isExact: !usesUnchecked(schema, budget) };
    checkValue(check, schema, { value, path: '', depth: 0 });
  } catch (error) {
    if (!(error instanceof TooComplexError)) throw error;
    found.splice(0, found.length, { path: '', message: 'cannot be checked: the schema is too complex' });
  }
  return found.slice(0, MAX_VIOLATIONS);
}

type Place = { value: Json; path: string; depth: number };

/** Adds the violations of one value to `check.found`. */
function checkValue(check: SchemaCheck, schema: Json | undefined, place: Place): void {
  spendSteps(check.budget, 1);
  if (place.depth > MAX_DEPTH) throw new TooComplexError();
  if (schema === false) return void check.found.push({ path: place.path, message: 'is not allowed' });
  if (!isJsonObject(schema)) return;
  const deeper = { ...place, depth: place.depth + 1 };
  if (typeof schema.$ref === 'string') checkValue(check, findPart(check, schema.$ref), deeper);
  checkCombinations(check, schema, deeper);
  checkKeywords(check, schema, deeper, checkValue);
}

function checkCombinations(check: SchemaCheck, schema: JsonObject, place: Place): void {
  const { path } = place;
  const { allOf, anyOf, oneOf, not } = schema;
  if (Array.isArray(allOf)) for (const part of allOf) checkValue(check, part, place);
  if (Array.isArray(anyOf) && !anyOf.some((part) => matches(check, part, place)))
    check.found.push({ path, message: 'matches no schema of anyOf' });
  if (Array.isArray(oneOf)) {
    const count = oneOf.filter((part) => matches(check, part, place)).length;
    if (count === 0 || (count > 1 && check.isExact))
      check.found.push({ path, message: `matches ${count} schemas of oneOf instead of one` });
  }
  if (not !== undefined && check.isExact && matches(check, not, place))
    check.found.push({ path, message: 'matches a schema that it must not match' });
}

function matches(check: SchemaCheck, schema: Json, place: Place): boolean {
  const found: Violation[] = [];
  checkValue({ ...check, found }, schema, place);
  return found.length === 0;
}

/** The part of the schema that a local reference names; undefined, which allows everything, for any other. */
function findPart({ root, budget }: SchemaCheck, reference: string): Json | undefined {
  if (!reference.startsWith('#')) return undefined;
  const names = reference.slice(1).split('/').slice(1);
  let part: Json | undefined = reference === '#' || names.length > 0 ? root : undefined;
  for (const name of names) {
    spendSteps(budget, 1);
    const key = fromPointerToken(decode(name));
    part = findInside(part, key);
  }
  return part;
}

function findInside(part: Json | undefined, key: string): Json | undefined {
  if (typeof part !== 'object' || part === null || !Object.hasOwn(part, key)) return undefined;
  return Array.isArray(part) ? part[Number(key)] : part[key];
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function usesUnchecked(schema: JsonObject, budget: SchemaCheck['budget']): boolean {
  const left: Json[] = [schema];
  for (let part = left.pop(); part !== undefined; part = left.pop()) {
    spendSteps(budget, 1);
    if (typeof part !== 'object' || part === null) continue;
    if (!Array.isArray(part) && Object.keys(part).some((key) => UNCHECKED.has(key))) return true;
    for (const one of Object.values(part)) left.push(one);
  }
  return false;
}
