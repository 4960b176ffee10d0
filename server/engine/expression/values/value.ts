import { stop } from '../failure';
import type { Value, ValueRecord } from '../tree';

/** True for a plain object, whatever realm or parser made it; false for lists, class instances and null. */
export function isRecord(value: unknown): value is ValueRecord {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Lets plain data through and stops at anything else, such as a function or a class instance. */
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

/** Names the kind of a value in an author's words. */
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

/** A longer text is no number; so reading one costs next to nothing. */
export const MAX_NUMBER_CHARS = 400;

/** Numbers as JavaScript converts them, except that lists and objects are never numbers. */
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

/** A whole number, 0 for what is not a number, kept within the range of safe integers. */
export function toInteger(value: Value, fallback = 0): number {
  if (value === undefined) return fallback;
  const number = Math.trunc(toNumber(value));
  if (Number.isNaN(number)) return 0;
  return Math.min(Math.max(number, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);
}

/** Sets an own property whatever its name, so that no setter or frozen prototype is ever met. */
export function setOwn(record: ValueRecord, key: string, value: Value): void {
  if (!(key in record)) {
    record[key] = value;
    return;
  }
  Object.defineProperty(record, key, { value, writable: true, enumerable: true, configurable: true });
}
