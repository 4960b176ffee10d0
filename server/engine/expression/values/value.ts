import { stop } from '../failure';
import type { Value, ValueRecord } from '../tree';

/** True for plain objects of any realm; false for lists, class instances and null. */
function isRecord(value: unknown): value is ValueRecord {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Returns plain data unchanged and stops at anything else, such as a function or a class instance. */
export function requireData(value: unknown): Value {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'undefined':
      return value;
    case 'object':
      if (value === null || Array.isArray(value) || isRecord(value)) return value;
  }
  return stop('not_data', 'reads something that is not plain data');
}

/** Names the type of a value for an author. */
export function nameKind(value: Value): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'string':
      return 'a text';
    case 'number':
      return 'a number';
    case 'boolean':
      return 'true or false';
    default:
      return 'an object';
  }
}

/** Longer texts are not numbers, which bounds the cost of conversion. */
export const MAX_NUMBER_CHARS = 400;

/** Converts to a number as JavaScript does, except that lists and objects are NaN. */
export function toNumber(value: Value): number {
  switch (typeof value) {
    case 'number':
      return value;
    case 'string':
      return value.length <= MAX_NUMBER_CHARS ? Number(value) : Number.NaN;
    case 'boolean':
      return value ? 1 : 0;
    default:
      return value === null ? 0 : Number.NaN;
  }
}

/** Converts to a safe integer; NaN becomes 0. */
export function toInteger(value: Value, fallback = 0): number {
  if (value === undefined) return fallback;
  const number = Math.trunc(toNumber(value));
  if (Number.isNaN(number)) return 0;
  return Math.min(Math.max(number, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);
}
