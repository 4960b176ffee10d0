import { EMPTY } from '@/server/shared/describe-issue';
import type { FieldIssue } from '@/server/shared/errors';
import { isJsonObject, type Json, type JsonObject } from '@/server/shared/json';

const GENERAL = 'non_field_errors';

/**
 * The errors of a body in the form of Django REST framework: sentences by field, nested like the body, a list with `{}`
 * for each valid item before an invalid one, and `non_field_errors` for the body itself.
 */
export function toFieldErrors(issues: readonly FieldIssue[]): JsonObject {
  const errors: JsonObject = {};
  for (const { path, message } of issues)
    place(errors, path.length === 0 ? [GENERAL] : path, toSentence(message));
  return errors;
}

function toSentence(message: string): string {
  if (!/^[a-z]/.test(message)) return message;
  return `This field ${message === EMPTY ? 'may not be blank' : message.replace(/\.$/, '')}.`;
}

function place(within: JsonObject, [key = GENERAL, ...rest]: FieldIssue['path'], message: string): void {
  const name = String(key);
  const there = Object.hasOwn(within, name) ? within[name] : undefined;
  const [next] = rest;
  if (next === undefined) set(within, name, withSentence(there, message));
  else if (typeof next === 'number') set(within, name, withItem(there, next, rest.slice(1), message));
  else {
    const inner = isJsonObject(there) ? there : {};
    place(inner, rest, message);
    set(within, name, inner);
  }
}

function withSentence(there: Json | undefined, message: string): Json {
  if (isJsonObject(there)) {
    place(there, [GENERAL], message);
    return there;
  }
  return Array.isArray(there) ? [...there, message] : [message];
}

function withItem(there: Json | undefined, index: number, rest: FieldIssue['path'], message: string): Json[] {
  const items = Array.isArray(there) ? there : [];
  while (items.length <= index) items.push({});
  const item = items[index];
  if (isJsonObject(item)) place(item, rest, message);
  return items;
}

// Keys come from the caller and may be `__proto__`.
function set(object: JsonObject, key: string, value: Json): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}
