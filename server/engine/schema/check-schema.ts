import { toPointerToken } from '../compile/compiler';
import { isJsonObject } from '../data/is-json-object';
import { quote } from '../data/quote';
import { type NodeProblem, nodeError } from '../definition/problem';
import type { Json, JsonObject } from '../json';
import { UNCHECKED } from './list-violations';

/** Larger schemas are refused; a start and a round of a model reads all of it. */
const MAX_CHARS = 20_000;
const MAX_PROBLEMS = 20;

const TYPES: ReadonlySet<unknown> = new Set([
  ...['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'],
]);
/** Keywords whose value is one schema, a list of schemas, or schemas by name. */
const PARTS: ReadonlySet<string> = new Set(['items', 'additionalProperties', 'not']);
const LISTS: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
const RECORDS: ReadonlySet<string> = new Set(['properties', '$defs', 'definitions']);
/** `format` describes a value and is not checked, as JSON Schema has it. */
const DESCRIBES = 'format';

type Place = { schema: Json; path: string };

/** Reports what is wrong with a declared JSON Schema: unknown types, keywords that nothing checks, and an excessive size. */
export function checkSchema(root: JsonObject, path: string): NodeProblem[] {
  if (JSON.stringify(root).length > MAX_CHARS)
    return [nodeError('schema_size', path, `A schema may have at most ${MAX_CHARS} characters of JSON.`)];
  const problems: NodeProblem[] = [];
  const left: Place[] = [{ schema: root, path }];
  for (let place = left.pop(); place !== undefined; place = left.pop()) {
    problems.push(...checkPart(place));
    left.push(...listParts(place));
  }
  return problems.slice(0, MAX_PROBLEMS);
}

function checkPart({ schema, path }: Place): NodeProblem[] {
  if (typeof schema === 'boolean') return [];
  if (!isJsonObject(schema)) return [nodeError('schema_part', path, 'A schema must be an object.')];
  const unchecked = Object.keys(schema).filter((key) => UNCHECKED.has(key) && key !== DESCRIBES);
  return [
    ...checkType(schema, path),
    ...checkShapes(schema, path),
    ...unchecked.map((key) =>
      nodeError(
        'schema_keyword',
        `${path}/${toPointerToken(key)}`,
        `Values are not checked against the keyword ${quote(key)}. Remove it.`,
      ),
    ),
  ];
}

function checkType({ type }: JsonObject, path: string): NodeProblem[] {
  if (type === undefined) return [];
  const types = Array.isArray(type) ? type : [type];
  const unknown = types.find((one) => !TYPES.has(one));
  if (unknown === undefined) return [];
  const message = `${quote(String(unknown))} is no type; use ${[...TYPES].join(', ')}.`;
  return [nodeError('schema_type', `${path}/type`, message)];
}

function checkShapes(schema: JsonObject, path: string): NodeProblem[] {
  const wrong = (key: string, shape: string) =>
    nodeError('schema_part', `${path}/${key}`, `${quote(key)} must be ${shape}.`);
  return Object.entries(schema).flatMap(([key, value]) => {
    if (LISTS.has(key) && !Array.isArray(value)) return [wrong(key, 'a list of schemas')];
    if (RECORDS.has(key) && !isJsonObject(value)) return [wrong(key, 'an object with schemas')];
    if (key === 'required' && !isTextList(value)) return [wrong(key, 'a list of names')];
    if (key === 'enum' && !Array.isArray(value)) return [wrong(key, 'a list of values')];
    return [];
  });
}

function isTextList(value: Json): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function listParts({ schema, path }: Place): Place[] {
  if (!isJsonObject(schema)) return [];
  return Object.entries(schema).flatMap(([key, value]): Place[] => {
    const at = `${path}/${toPointerToken(key)}`;
    if (PARTS.has(key)) return [{ schema: value, path: at }];
    if (LISTS.has(key) && Array.isArray(value))
      return value.map((part, index) => ({ schema: part, path: `${at}/${index}` }));
    if (RECORDS.has(key) && isJsonObject(value))
      return Object.entries(value).map(([name, part]) => ({
        schema: part,
        path: `${at}/${toPointerToken(name)}`,
      }));
    return [];
  });
}
