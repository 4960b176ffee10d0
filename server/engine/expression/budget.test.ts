import { describe, expect, it } from 'vitest';
import { createBudget, MAX_TEXT_CHARS, spendChars, spendScan, spendSearch, spendSteps } from './budget';

describe('steps (evaluate/bounded)', () => {
  it('are spent to the last', () => {
    const budget = createBudget(5, 5);
    spendSteps(budget, 3);
    spendSteps(budget, 2);
    expect(budget).toEqual({ stepsLeft: 0, charsLeft: 5 });
    expect(() => spendSteps(budget, 1)).toThrow('takes too many steps');
  });

  it('are gone once too many are asked for', () => {
    const budget = createBudget(5, 5);
    expect(() => spendSteps(budget, 6)).toThrow('takes too many steps');
    expect(budget.stepsLeft).toBe(0);
    const other = createBudget(5, 5);
    expect(() => spendSteps(other, Number.NaN)).toThrow('takes too many steps');
  });
});

describe('characters', () => {
  it('are spent to the last, and a refused charge costs nothing', () => {
    const budget = createBudget(5, 5);
    spendChars(budget, 3);
    expect(() => spendChars(budget, 3)).toThrow('produces too much data');
    expect(budget).toEqual({ stepsLeft: 5, charsLeft: 2 });
    spendChars(budget, 2);
    expect(budget.charsLeft).toBe(0);
  });

  it('are limited for a single text, too', () => {
    const budget = createBudget(5, MAX_TEXT_CHARS * 3);
    spendChars(budget, MAX_TEXT_CHARS);
    expect(() => spendChars(budget, MAX_TEXT_CHARS + 1)).toThrow('produces too much data');
    expect(() => spendChars(budget, Number.NaN)).toThrow('produces too much data');
  });
});

describe('scans', () => {
  it.each([
    [0, 0],
    [255, 0],
    [256, 1],
    [511, 1],
    [512, 2],
  ])('over %i characters cost %i steps', (chars, steps) => {
    const budget = createBudget(10, 0);
    spendScan(budget, chars);
    expect(10 - budget.stepsLeft).toBe(steps);
  });

  it.each([
    [512, 0, 2],
    [512, 1, 2],
    [512, 3, 6],
  ])('for a text in %i characters of %i characters cost %i steps', (chars, sought, steps) => {
    const budget = createBudget(10, 0);
    spendSearch(budget, chars, sought);
    expect(10 - budget.stepsLeft).toBe(steps);
  });
});
