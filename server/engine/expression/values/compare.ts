import { type Budget, spendScan, spendSteps } from '../budget';
import { stop } from '../failure';
import { parseIso } from '../format/iso-date';
import type { Value, ValueRecord } from '../tree';
import { MAX_DATA_DEPTH } from './data';
import { requireData, toNumber } from './value';

/**
 * Implements `===`. Scalars compare as in JavaScript, lists and objects by content (evaluate/deterministic).
 */
export function isStrictlyEqual(left: Value, right: Value, budget: Budget): boolean {
  if (typeof left === 'number' || typeof right === 'number') return left === right;
  return isEqualData(left, right, budget, 0);
}

/**
 * Implements `==`. Also, null equals undefined, and texts and booleans are compared with numbers as numbers.
 */
export function isLooselyEqual(left: Value, right: Value, budget: Budget): boolean {
  if (left === null || left === undefined) return right === null || right === undefined;
  if (right === null || right === undefined) return false;
  if (typeof left === typeof right || typeof left === 'object' || typeof right === 'object') {
    return isStrictlyEqual(left, right, budget);
  }
  return toNumber(left) === toNumber(right);
}

const ISO_INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]{5,15}(?<zone>Z|[+-]\d\d:\d\d)$/;
const MAX_ISO_CHARS = 40;

/**
 * Orders two texts by code unit and other values as numbers; null if they have no order (NaN). Two ISO times with
 * different offsets are ordered as instants.
 */
export function compareValues(left: Value, right: Value, budget: Budget): -1 | 0 | 1 | null {
  if (typeof left === 'string' && typeof right === 'string')
    return compareInstants(left, right) ?? compareTexts(left, right, budget);
  return compareNumbers(toNumber(left), toNumber(right));
}

function compareNumbers(left: number, right: number): -1 | 0 | 1 | null {
  if (Number.isNaN(left) || Number.isNaN(right)) return null;
  return left < right ? -1 : left > right ? 1 : 0;
}

function compareInstants(left: string, right: string): -1 | 0 | 1 | null {
  const [a, b] = [left, right].map((text) =>
    text.length <= MAX_ISO_CHARS ? ISO_INSTANT.exec(text)?.groups?.zone : undefined,
  );
  if (a === undefined || b === undefined || a === b) return null;
  return compareNumbers(parseIso(left) ?? Number.NaN, parseIso(right) ?? Number.NaN);
}

export function compareTexts(left: string, right: string, budget: Budget): -1 | 0 | 1 {
  spendScan(budget, Math.min(left.length, right.length));
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Equality inside lists and objects and in searches such as `includes`; NaN equals itself. */
export function isEqualData(left: Value, right: Value, budget: Budget, depth: number): boolean {
  if (typeof left === 'string' && typeof right === 'string') {
    if (left.length !== right.length) return false;
    spendScan(budget, left.length);
    return left === right;
  }
  if (left === right) return true;
  if (typeof left === 'number' && typeof right === 'number') {
    return Number.isNaN(left) && Number.isNaN(right);
  }
  if (!isComposite(left) || !isComposite(right)) return false;
  if (depth >= MAX_DATA_DEPTH) stop('too_large', 'compares data that is nested too deeply');
  requireData(left);
  requireData(right);
  return Array.isArray(left)
    ? Array.isArray(right) && isEqualList(left, right, budget, depth + 1)
    : !Array.isArray(right) && isEqualRecord(left, right, budget, depth + 1);
}

function isComposite(value: Value): value is Value[] | ValueRecord {
  return typeof value === 'object' && value !== null;
}

function isEqualList(left: Value[], right: Value[], budget: Budget, depth: number): boolean {
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index++) {
    spendSteps(budget, 1);
    if (!isEqualData(left[index], right[index], budget, depth)) return false;
  }
  return true;
}

function isEqualRecord(left: ValueRecord, right: ValueRecord, budget: Budget, depth: number): boolean {
  const keys = Object.keys(left);
  spendSteps(budget, keys.length);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && isEqualData(left[key], right[key], budget, depth));
}
