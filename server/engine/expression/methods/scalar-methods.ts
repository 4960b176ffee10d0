import { spendChars } from '../budget';
import type { Method } from '../evaluation';
import { stop } from '../failure';
import type { Value } from '../tree';
import { toText } from '../values/text';
import { toInteger } from '../values/value';
import { LOCALE_NUMBER_METHODS } from './locale-methods';

/** Methods of numbers. NaN and the infinities format as an empty text. */
export const NUMBER_METHODS: ReadonlyMap<string, Method<number>> = new Map<string, Method<number>>([
  ...LOCALE_NUMBER_METHODS,
  [
    'toFixed',
    (number, [digits]) => printNumber(number, (finite) => finite.toFixed(requireWithin(digits, 0, 0, 100))),
  ],
  [
    'toPrecision',
    (number, [digits]) =>
      printNumber(number, (finite) => finite.toPrecision(requireWithin(digits, 6, 1, 100))),
  ],
  [
    'toString',
    (number, [radix], { budget }) => {
      const base = requireWithin(radix, 10, 2, 36);
      spendChars(budget, 64);
      return base === 10 ? toText(number, budget) : printNumber(number, (finite) => finite.toString(base));
    },
  ],
]);

/** Methods of booleans. */
export const BOOLEAN_METHODS: ReadonlyMap<string, Method<boolean>> = new Map<string, Method<boolean>>([
  ['toString', (flag, _, { budget }) => toText(flag, budget)],
]);

function printNumber(number: number, print: (finite: number) => string): string {
  return Number.isFinite(number) ? print(number) : '';
}

function requireWithin(value: Value, fallback: number, least: number, most: number): number {
  const number = toInteger(value, fallback);
  if (number < least || number > most) stop('type', `takes a number from ${least} to ${most}`);
  return number;
}
