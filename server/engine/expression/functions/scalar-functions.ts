import type { LanguageFunction } from '../evaluation';
import { toText } from '../values/text';
import { MAX_NUMBER_CHARS, toInteger, toNumber } from '../values/value';

const parseInteger: LanguageFunction = ([text, radix], { budget }) =>
  Number.parseInt(toText(text, budget).slice(0, MAX_NUMBER_CHARS), toInteger(radix));

const parseDecimal: LanguageFunction = ([text], { budget }) =>
  Number.parseFloat(toText(text, budget).slice(0, MAX_NUMBER_CHARS));

const isOfNumber = (test: (number: number) => boolean): LanguageFunction => {
  return ([value]) => typeof value === 'number' && test(value);
};

/** Conversions and tests of scalars. */
export const SCALAR_FUNCTIONS: ReadonlyMap<string, LanguageFunction> = new Map<string, LanguageFunction>([
  ['Boolean', ([value]) => Boolean(value)],
  ['Number', (args) => (args.length === 0 ? 0 : toNumber(args[0]))],
  ['Number.isFinite', isOfNumber(Number.isFinite)],
  ['Number.isInteger', isOfNumber(Number.isInteger)],
  ['Number.isNaN', isOfNumber(Number.isNaN)],
  ['Number.isSafeInteger', isOfNumber(Number.isSafeInteger)],
  ['Number.parseFloat', parseDecimal],
  ['Number.parseInt', parseInteger],
  ['String', ([value], { budget }) => toText(value, budget)],
  ['isFinite', ([value]) => Number.isFinite(toNumber(value))],
  ['isNaN', ([value]) => Number.isNaN(toNumber(value))],
  ['parseFloat', parseDecimal],
  ['parseInt', parseInteger],
]);
