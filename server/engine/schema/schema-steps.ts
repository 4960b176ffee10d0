import type { Json, JsonObject } from '../json';

/** Thrown when a check takes too many steps or goes too deep. */
export class TooComplexError extends Error {}

/** A part of a value, as a JSON pointer, that violates the schema; `missing` is the name of a property that it lacks. */
export type Violation = { path: string; message: string; missing?: string };

/** The state of one check. */
export type SchemaCheck = {
  root: JsonObject;
  /** The steps that are left. */
  budget: { steps: number };
  found: Violation[];
  /** False if parts of the schema are not checked, so that a value which seems to match may not match. */
  isExact: boolean;
};

const CHARS_PER_STEP = 8;

/** Takes steps from a budget. Throws TooComplexError if none are left. */
export function spendSteps(budget: SchemaCheck['budget'], steps: number): void {
  budget.steps -= steps;
  if (budget.steps < 0) throw new TooComplexError();
}

/** Spends what it costs to read a text. */
export function spendText(budget: SchemaCheck['budget'], text: string): void {
  spendSteps(budget, 1 + text.length / CHARS_PER_STEP);
}

/** Whether two values are equal, whatever the order of their keys. */
export function isEqual(budget: SchemaCheck['budget'], a: Json, b: Json): boolean {
  spendSteps(budget, 1);
  if (typeof a === 'string' && typeof b === 'string') {
    if (a.length === b.length) spendText(budget, a);
    return a === b;
  }
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((one, index) => isEqual(budget, one, b[index] ?? null));
  }
  const keys = Object.keys(a);
  spendSteps(budget, keys.length);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && isEqual(budget, a[key] ?? null, b[key] ?? null));
}
