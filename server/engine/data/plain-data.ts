import type { Json, JsonObject } from '../json';
import { setOwn } from './set-own';

/** External data nested deeper is replaced by null. */
export const MAX_DEPTH = 64;

// PostgreSQL cannot store NUL or unpaired surrogates in JSON.
const UNSTORABLE = /[\p{Cs}\0]/gu;

/** Copies external data into a form that a session state can store: bounded depth, no -0, storable text. */
export function toPlainData(value: Json, depth = 0): Json {
  switch (typeof value) {
    case 'string':
      return toStorableText(value);
    case 'number':
      return Number.isFinite(value) ? value + 0 : null;
    case 'boolean':
      return value;
  }
  if (value === null || typeof value !== 'object' || depth >= MAX_DEPTH) return null;
  return Array.isArray(value)
    ? value.map((item) => toPlainData(item, depth + 1))
    : toPlainRecord(value, depth);
}

/** Copies an external object; see `toPlainData`. */
export function toPlainRecord(record: JsonObject, depth = 0): JsonObject {
  const copy: JsonObject = {};
  for (const key of Object.keys(record)) {
    const value = record[key];
    if (value !== undefined) setOwn(copy, toStorableText(key), toPlainData(value, depth + 1));
  }
  return copy;
}

/** Replaces characters that cannot be stored with U+FFFD. */
export function toStorableText(text: string): string {
  return text.replace(UNSTORABLE, '\uFFFD');
}

/** Escaping multiplies the length of a text by at most this factor. */
const MAX_ESCAPE = 6;

/** True if a value's JSON is longer than `max` characters or nested deeper than `maxDepth`. */
export function isTooLarge(value: unknown, max: number, maxDepth = MAX_DEPTH): boolean {
  const chars = countChars(value, max, maxDepth);
  return chars > max || (mayBeTooLarge(chars, max) && JSON.stringify(value).length > max);
}

/** True if this many unescaped characters could exceed `max` in JSON. */
export function mayBeTooLarge(chars: number, max: number): boolean {
  return chars * MAX_ESCAPE > max;
}

/**
 * Counts the characters of a value's JSON without escapes. Counting stops above `max`; data nested deeper
 * than `maxDepth` counts as infinite.
 */
export function countChars(value: unknown, max: number, maxDepth = MAX_DEPTH): number {
  switch (typeof value) {
    case 'string':
      return value.length + 2;
    case 'number':
      return String(value).length;
    case 'boolean':
      return value ? 4 : 5;
    case 'undefined':
      return 0;
  }
  if (value === null || typeof value !== 'object') return 4;
  if (maxDepth <= 0) return Number.POSITIVE_INFINITY;
  return Array.isArray(value) ? countList(value, max, maxDepth - 1) : countRecord(value, max, maxDepth - 1);
}

function countList(list: readonly unknown[], max: number, maxDepth: number): number {
  let chars = 1 + Math.max(1, list.length);
  for (const item of list) {
    if (chars > max) return chars;
    chars += countChars(item, max - chars, maxDepth);
  }
  return chars;
}

function countRecord(record: object, max: number, maxDepth: number): number {
  let chars = 1;
  for (const key of Object.keys(record)) {
    if (chars > max) return chars;
    const item: unknown = record[key as keyof typeof record];
    if (item === undefined) continue;
    chars += key.length + 4 + countChars(item, max - chars, maxDepth);
  }
  return Math.max(2, chars);
}
