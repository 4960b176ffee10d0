import { setOwn } from '../../data/set-own';
import type { Json, JsonObject } from '../../json';
import { type Budget, MAX_TEXT_CHARS, spendScan, spendSteps } from '../budget';
import { stop } from '../failure';
import type { Value, ValueRecord } from '../tree';
import { requireData } from './value';

/** Deeper data is rejected, so that consumers may recurse. */
export const MAX_DATA_DEPTH = 64;

const ANY_SURROGATE = /[\uD800-\uDFFF]/;
const LONE_SURROGATE = /\p{Cs}/gu;
const NUL = '\0';
/** Detecting unpaired surrogates takes this many times longer than detecting any surrogate. */
const PAIRING_COST = 8;

/**
 * Copies a value to plain JSON data without undefined, NaN, -0 and text that cannot be stored; shared parts
 * are charged each time.
 */
export function toData(value: Value, budget: Budget, indent = 0): Json | undefined {
  if (value === undefined) return undefined;
  return copyValue(value, { budget, indent, chars: 0 }, 0);
}

/** Replaces unpaired surrogates and NUL, which neither a database nor JSON text can hold, with U+FFFD. */
export function toCleanText(text: string, budget: Budget): string {
  spendScan(budget, text.length);
  const whole = text.includes(NUL) ? text.replaceAll(NUL, '\uFFFD') : text;
  if (!ANY_SURROGATE.test(whole)) return whole;
  spendScan(budget, text.length * PAIRING_COST);
  return whole.replace(LONE_SURROGATE, '\uFFFD');
}

/** Converts a number to JSON: NaN and the infinities become null, and -0 becomes 0. */
export function toDataNumber(number: number): number | null {
  return Number.isFinite(number) ? number + 0 : null;
}

/**
 * `indent` is the number of spaces per level that the data will be printed with; they are charged as text.
 */
type Copying = { budget: Budget; indent: number; chars: number };

function copyValue(value: Value, copying: Copying, depth: number): Json {
  spendSteps(copying.budget, 1);
  copying.chars += depth * copying.indent;
  switch (typeof value) {
    case 'string':
      return copyText(value, copying);
    case 'number':
      return toDataNumber(value);
    case 'boolean':
      return value;
    case 'undefined':
      return null;
  }
  if (value === null) return null;
  if (depth >= MAX_DATA_DEPTH) stop('too_large', 'is nested too deeply');
  requireData(value);
  return Array.isArray(value)
    ? value.map((element) => copyValue(element, copying, depth + 1))
    : copyRecord(value, copying, depth + 1);
}

function copyRecord(record: ValueRecord, copying: Copying, depth: number): JsonObject {
  const copy: JsonObject = {};
  for (const key of Object.keys(record)) {
    const value = record[key];
    if (value !== undefined) setOwn(copy, copyText(key, copying), copyValue(value, copying, depth));
  }
  return copy;
}

function copyText(text: string, copying: Copying): string {
  copying.chars += text.length;
  if (copying.chars > MAX_TEXT_CHARS) stop('too_large', 'contains too much text');
  return toCleanText(text, copying.budget);
}
