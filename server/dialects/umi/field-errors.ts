import type { FieldIssue } from '@/server/shared/errors';
import type { Json, JsonObject } from '@/server/shared/json';

const WHOLE = 'non_field_errors';

/**
 * Lays out what is wrong with a body the way Django REST framework does: sentences by field, nested as the body is, a
 * list with {} for every item before a wrong one, and under `non_field_errors` what is said of no field alone.
 */
export function toFieldErrors(issues: readonly FieldIssue[]): JsonObject {
  const errors: JsonObject = {};
  for (const { path, message } of issues) place(errors, path.length === 0 ? [WHOLE] : path, message);
  return errors;
}

function place(within: JsonObject, [key = WHOLE, ...rest]: FieldIssue['path'], message: string): void {
  const name = String(key);
  const there = Object.hasOwn(within, name) ? within[name] : undefined;
  const [next] = rest;
  if (next === undefined) set(within, name, withSentence(there, message));
  else if (typeof next === 'number') set(within, name, withItem(there, next, rest.slice(1), message));
  else {
    const inner = isObject(there) ? there : {};
    place(inner, rest, message);
    set(within, name, inner);
  }
}

function withSentence(there: Json | undefined, message: string): Json {
  if (isObject(there)) {
    place(there, [WHOLE], message);
    return there;
  }
  return Array.isArray(there) ? [...there, message] : [message];
}

function withItem(there: Json | undefined, index: number, rest: FieldIssue['path'], message: string): Json[] {
  const items = Array.isArray(there) ? there : [];
  while (items.length <= index) items.push({});
  const item = items[index];
  if (isObject(item)) place(item, rest, message);
  return items;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// A caller names the keys, `__proto__` among them.
function set(object: JsonObject, key: string, value: Json): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}
