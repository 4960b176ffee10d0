import { stop } from './failure';

/** Counts down over all evaluations of one turn: work in steps, produced text and lists in characters and elements. */
export type Budget = { stepsLeft: number; charsLeft: number };

const DEFAULT_STEPS = 100_000;
const DEFAULT_CHARS = 1_000_000;

/** No single text may be longer, however much budget is left. */
export const MAX_TEXT_CHARS = 1_000_000;

/** One step pays for this many character comparisons: measured, 100,000 steps then stay under 50 ms. */
const CHARS_PER_STEP = 256;

/** Makes a fresh budget, in steps and characters. */
export function createBudget(steps = DEFAULT_STEPS, chars = DEFAULT_CHARS): Budget {
  return { stepsLeft: steps, charsLeft: chars };
}

/** Takes steps before the work is done; stops the evaluation when too few are left. */
export function spendSteps(budget: Budget, steps: number): void {
  if (!(steps <= budget.stepsLeft)) stopOutOfSteps();
  budget.stepsLeft -= steps;
}

/** Stops the evaluation because its steps are used up. */
export function stopOutOfSteps(): never {
  stop('budget', 'takes too many steps');
}

/** Takes characters or elements before they are produced; a refused production costs nothing. */
export function spendChars(budget: Budget, chars: number): void {
  if (!(chars <= budget.charsLeft && chars <= MAX_TEXT_CHARS)) stop('too_large', 'produces too much data');
  budget.charsLeft -= chars;
}

/** Pays for reading that many characters natively. */
export function spendScan(budget: Budget, chars: number): void {
  if (chars >= CHARS_PER_STEP) spendSteps(budget, Math.floor(chars / CHARS_PER_STEP));
}

/** Pays for the worst case of looking for one text in another: native search compares every pair. */
export function spendSearch(budget: Budget, chars: number, soughtChars: number): void {
  spendScan(budget, Math.max(chars, chars * soughtChars));
}
