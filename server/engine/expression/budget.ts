import { stop } from './failure';

/** The remaining work of one turn: evaluation steps, and characters or list elements produced. */
export type Budget = { stepsLeft: number; charsLeft: number };

const DEFAULT_STEPS = 100_000;
const DEFAULT_CHARS = 1_000_000;

/** The maximum length of a single text. */
export const MAX_TEXT_CHARS = 1_000_000;

/** Characters compared per step. With it, 100,000 steps take less than 50 ms (measured). */
const CHARS_PER_STEP = 256;

export function createBudget(steps = DEFAULT_STEPS, chars = DEFAULT_CHARS): Budget {
  return { stepsLeft: steps, charsLeft: chars };
}

/** Charges steps before the work is done; stops the evaluation and empties the budget if too few are left. */
export function spendSteps(budget: Budget, steps: number): void {
  if (!(steps <= budget.stepsLeft)) {
    budget.stepsLeft = 0;
    stopOutOfSteps();
  }
  budget.stepsLeft -= steps;
}

export function stopOutOfSteps(): never {
  stop('budget', 'takes too many steps');
}

/** Charges characters or elements before they are produced; a refused charge costs nothing. */
export function spendChars(budget: Budget, chars: number): void {
  if (!(chars <= budget.charsLeft && chars <= MAX_TEXT_CHARS)) stop('too_large', 'produces too much data');
  budget.charsLeft -= chars;
}

/** Charges a native scan over `chars` characters. */
export function spendScan(budget: Budget, chars: number): void {
  if (chars >= CHARS_PER_STEP) spendSteps(budget, Math.floor(chars / CHARS_PER_STEP));
}

/** Charges the worst case of a native substring search, which compares every pair of positions. */
export function spendSearch(budget: Budget, chars: number, soughtChars: number): void {
  spendScan(budget, Math.max(chars, chars * soughtChars));
}
