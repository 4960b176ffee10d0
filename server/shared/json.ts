/** Plain data, as it is sent and stored. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

/** Whether a value is an object, and neither null nor an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** Explains why PostgreSQL cannot store a text unchanged; null when it can. */
function findTextDefect(text: string): string | null {
  if (text.includes('\u0000')) return 'contains a NUL character';
  if (LONE_SURROGATE.test(text)) return 'contains an unpaired surrogate';
  return null;
}

/** Whether PostgreSQL can store a text unchanged. */
export function isStorable(text: string): boolean {
  return findTextDefect(text) === null;
}

export type JsonDefect = { path: (string | number)[]; reason: string };

const MAX_DEPTH = 64;
/** Assigning this key sets the prototype of an object. */
const FORBIDDEN_KEY = '__proto__';

/**
 * Finds the first value or key that is nested deeper than 64 levels, cannot be stored unchanged, or is named
 * `__proto__`; null when there is none.
 */
export function findJsonDefect(value: unknown): JsonDefect | null {
  return findDefect(value, MAX_DEPTH);
}

// The depth bounds the recursion; paths are built only for defects.
function findDefect(value: unknown, levelsLeft: number): JsonDefect | null {
  if (typeof value === 'string') return toDefect(findTextDefect(value));
  if (typeof value !== 'object' || value === null) return null;
  return Array.isArray(value) ? findInList(value, levelsLeft) : findInRecord(value, levelsLeft);
}

function findInList(list: readonly unknown[], levelsLeft: number): JsonDefect | null {
  for (let index = 0; index < list.length; index++) {
    const defect = findInChild(list[index], levelsLeft);
    if (defect) return { ...defect, path: [index, ...defect.path] };
  }
  return null;
}

function findInRecord(record: object, levelsLeft: number): JsonDefect | null {
  for (const key of Object.keys(record)) {
    const defect = toDefect(findKeyDefect(key)) ?? findInChild(Reflect.get(record, key), levelsLeft);
    if (defect) return { ...defect, path: [key, ...defect.path] };
  }
  return null;
}

function findInChild(child: unknown, levelsLeft: number): JsonDefect | null {
  if (levelsLeft > 0) return findDefect(child, levelsLeft - 1);
  return toDefect(`is nested deeper than ${MAX_DEPTH} levels`);
}

function toDefect(reason: string | null): JsonDefect | null {
  return reason === null ? null : { path: [], reason };
}

function findKeyDefect(key: string): string | null {
  if (key === FORBIDDEN_KEY) return `has a key named ${FORBIDDEN_KEY}, which is not accepted`;
  const defect = findTextDefect(key);
  return defect === null ? null : `has a key that ${defect}`;
}

/** Serializes with sorted keys, so that equal data gives equal text. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([key, child]) => `${JSON.stringify(key)}:${canonicalJson(child)}`).join(',')}}`;
}
