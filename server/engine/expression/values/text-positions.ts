import { type Budget, spendScan } from '../budget';

const SURROGATE = /[\uD800-\uDFFF]/;
/** Walking over pairs takes this many times longer than detecting that there are none. */
const WALK_COST = 3;

/** The number of code points of a text (evaluate/code-points). */
export function countPoints(text: string, budget: Budget): number {
  return toPointOffset(text, text.length, budget);
}

/** The code points from one position up to another; a negative position counts from the end. */
export function slicePoints(text: string, from: number, to: number, budget: Budget): string {
  return text.slice(toUnitOffset(text, from, budget), toUnitOffset(text, to, budget));
}

/** The code point at a position, or undefined; a negative position counts from the end. */
export function pointAt(text: string, index: number, budget: Budget): string | undefined {
  if (Math.abs(index) > text.length) return undefined;
  const at = toUnitOffset(text, index, budget);
  const isBeforeStart = index < 0 && at === 0 && countPoints(text, budget) < -index;
  return at >= text.length || isBeforeStart ? undefined : text.slice(at, at + widthAt(text, at));
}

/** Converts a position in code points to an offset in UTF-16 units within the text. */
export function toUnitOffset(text: string, index: number, budget: Budget): number {
  const count = Math.min(Math.abs(index), text.length);
  if (count === text.length) return index < 0 ? 0 : text.length;
  spendScan(budget, count * WALK_COST);
  const isFromEnd = index < 0;
  const part = isFromEnd ? text.slice(text.length - count) : text.slice(0, count);
  if (!SURROGATE.test(part)) return isFromEnd ? text.length - count : count;
  return isFromEnd ? walkBack(text, count) : walk(text, count);
}

/** Converts an offset in UTF-16 units to a position in code points; -1 stays -1. */
export function toPointOffset(text: string, units: number, budget: Budget): number {
  if (units <= 0) return units;
  spendScan(budget, units * WALK_COST);
  const part = text.slice(0, units);
  if (!SURROGATE.test(part)) return units;
  let count = 0;
  for (let at = 0; at < units; at += widthAt(text, at)) count++;
  return count;
}

/** The number of UTF-16 units of the code point that begins at an offset. */
export function widthAt(text: string, at: number): number {
  return isHigh(text.charCodeAt(at)) && isLow(text.charCodeAt(at + 1)) ? 2 : 1;
}

function walk(text: string, count: number): number {
  let at = 0;
  for (let passed = 0; passed < count && at < text.length; passed++) at += widthAt(text, at);
  return at;
}

function walkBack(text: string, count: number): number {
  let at = text.length;
  for (let passed = 0; passed < count && at > 0; passed++) {
    at -= isLow(text.charCodeAt(at - 1)) && isHigh(text.charCodeAt(at - 2)) ? 2 : 1;
  }
  return at;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
