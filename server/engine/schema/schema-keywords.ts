import { toPointerToken } from '../compile/compiler';
import { isJsonObject } from '../data/is-json-object';
import type { Json, JsonObject } from '../json';
import { isEqual, type SchemaCheck, spendSteps, spendText } from './schema-steps';

type Place = { value: Json; path: string; depth: number };
type CheckValue = (check: SchemaCheck, schema: Json | undefined, place: Place) => void;

const NONE = Number.POSITIVE_INFINITY;

/** Adds the violations of a schema's own keywords; `checkValue` checks the values inside. */
export function checkKeywords(
  check: SchemaCheck,
  schema: JsonObject,
  place: Place,
  checkValue: CheckValue,
): void {
  const { value } = place;
  checkType(check, schema, place);
  if (typeof value === 'string') checkText(check, schema, value, place);
  if (typeof value === 'number') checkNumber(check, schema, value, place);
  if (Array.isArray(value)) checkList(check, schema, { ...place, value }, checkValue);
  else if (isJsonObject(value)) checkRecord(check, schema, { ...place, value }, checkValue);
}

function report({ found }: SchemaCheck, { path }: { path: string }, message: string): void {
  found.push({ path, message });
}

function checkType(check: SchemaCheck, schema: JsonObject, place: Place): void {
  const { type, enum: values } = schema;
  const types = typeof type === 'string' ? [type] : type;
  if (Array.isArray(types)) {
    spendSteps(check.budget, types.length);
    if (!types.some((one) => isOfType(place.value, one)))
      report(check, place, `must be of the type ${types.join(' or ')}`);
  }
  if (Array.isArray(values) && !values.some((one) => isEqual(check.budget, one, place.value)))
    report(check, place, 'must be one of the values of enum');
  if (Object.hasOwn(schema, 'const') && !isEqual(check.budget, schema.const ?? null, place.value))
    report(check, place, 'must be the value of const');
}

function isOfType(value: Json, type: Json): boolean {
  if (value === null) return type === 'null';
  if (Array.isArray(value)) return type === 'array';
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}

function checkText(check: SchemaCheck, schema: JsonObject, text: string, place: Place): void {
  if (schema.minLength === undefined && schema.maxLength === undefined) return;
  spendText(check.budget, text);
  checkSize(check, place, [...text].length, [schema.minLength, schema.maxLength, 'characters']);
}

type Bounds = [min: Json | undefined, max: Json | undefined, unit: string];

function checkSize(check: SchemaCheck, place: { path: string }, size: number, bounds: Bounds): void {
  const [min, max, unit] = bounds;
  if (size < toNumber(min, 0)) report(check, place, `must have at least ${min} ${unit}`);
  if (size > toNumber(max, NONE)) report(check, place, `must have at most ${max} ${unit}`);
}

function checkNumber(check: SchemaCheck, schema: JsonObject, value: number, place: Place): void {
  const { minimum, maximum, exclusiveMinimum: above, exclusiveMaximum: below, multipleOf } = schema;
  if (value < toNumber(minimum, -NONE)) report(check, place, `must be at least ${minimum}`);
  if (value > toNumber(maximum, NONE)) report(check, place, `must be at most ${maximum}`);
  if (typeof above === 'number' && value <= above) report(check, place, `must be more than ${above}`);
  if (typeof below === 'number' && value >= below) report(check, place, `must be less than ${below}`);
  if (typeof multipleOf === 'number' && multipleOf > 0 && !Number.isInteger(value / multipleOf))
    report(check, place, `must be a multiple of ${multipleOf}`);
}

function checkList(
  check: SchemaCheck,
  { items, prefixItems, minItems, maxItems, uniqueItems }: JsonObject,
  place: Place & { value: Json[] },
  checkValue: CheckValue,
): void {
  const { value: list, path } = place;
  checkSize(check, place, list.length, [minItems, maxItems, 'items']);
  const first = Array.isArray(prefixItems) ? prefixItems : Array.isArray(items) ? items : [];
  const rest = Array.isArray(items) ? undefined : items;
  if (rest !== undefined || first.length > 0)
    for (const [index, value] of list.entries())
      checkValue(check, index < first.length ? first[index] : rest, {
        ...place,
        ...{ value, path: `${path}/${index}` },
      });
  if (uniqueItems === true && hasRepeats(check, list)) report(check, place, 'must have no equal items');
}

function hasRepeats({ budget }: SchemaCheck, list: readonly Json[]): boolean {
  return list.some((one, index) => {
    for (let other = 0; other < index; other += 1) if (isEqual(budget, list[other] ?? null, one)) return true;
    return false;
  });
}

function checkRecord(
  check: SchemaCheck,
  schema: JsonObject,
  place: Place & { value: JsonObject },
  checkValue: CheckValue,
): void {
  const { value: record } = place;
  const { required, minProperties, maxProperties } = schema;
  const keys = Object.keys(record);
  spendSteps(check.budget, keys.length);
  checkSize(check, place, keys.length, [minProperties, maxProperties, 'properties']);
  for (const name of Array.isArray(required) ? required : []) {
    spendSteps(check.budget, 1);
    if (typeof name === 'string' && !Object.hasOwn(record, name))
      check.found.push({
        ...{ path: place.path, message: `must have the property ${JSON.stringify(name)}` },
        missing: name,
      });
  }
  const properties = isJsonObject(schema.properties) ? schema.properties : {};
  const rest = schema.patternProperties === undefined ? schema.additionalProperties : undefined;
  for (const key of keys) {
    const part = Object.hasOwn(properties, key) ? properties[key] : rest;
    const inside = { ...place, value: record[key] ?? null, path: `${place.path}/${toPointerToken(key)}` };
    if (part !== undefined) checkValue(check, part, inside);
  }
}

function toNumber(value: Json | undefined, fallback: number): number {
  return typeof value === 'number' ? value : fallback;
}
