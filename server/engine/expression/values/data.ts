import type { Json, JsonObject } from '../../json';
import { type Budget, MAX_TEXT_CHARS, spendScan, spendSteps } from '../budget';
import { stop } from '../failure';
import type { Value, ValueRecord } from '../tree';
import { requireData, setOwn } from './value';

/** Data that is nested deeper is not handed out: no consumer can be made to recur without end. */
export const MAX_DATA_DEPTH = 64;

const ANY_SURROGATE = /[\uD800-\uDFFF]/;
const LONE_SURROGATE = /\p{Cs}/gu;
const NUL = '\0';
/** Telling pairs from halves takes this many times longer than looking for surrogates. */
const PAIRING_COST = 8;

/** Copies a value into plain JSON data: no undefined, NaN, -0, broken text or shared parts without their cost. */
export function toData(value: Value, budget: Budget, indent = 0): Json | undefined {
  if (value === undefined) return undefined;
  return copyValue(value, { budget, indent, chars: 0 }, 0);
}

/** Replaces what no database or JSON text can hold, halves of surrogate pairs and NUL, by U+FFFD. */
export function toCleanText(text: string, budget: Budget): string {
  spendScan(budget, text.length);
  const whole = text.includes(NUL) ? text.replaceAll(NUL, '\uFFFD') : text;
  if (!ANY_SURROGATE.test(whole)) return whole;
  spendScan(budget, text.length * PAIRING_COST);
  return whole.replace(LONE_SURROGATE, '\uFFFD');
}

/** Numbers as JSON has them: what is not finite is null, and there is no negative zero. */
export function toDataNumber(number: number): number | null {
  return Number.isFinite(number) ? number + 0 : null;
}

/** `indent`: spaces a level that the data will be printed with, counted as text. */
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
  if (copying.chars > MAX_TEXT_CHARS) stop('too_large', 'holds too much text');
  return toCleanText(text, copying.budget);
}
