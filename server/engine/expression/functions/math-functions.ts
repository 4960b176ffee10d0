import type { LanguageFunction } from '../evaluation';
import { toNumber } from '../values/value';

const ONE_NUMBER = [
  ...([
    'abs',
    'acos',
    'acosh',
    'asin',
    'asinh',
    'atan',
    'atanh',
    'cbrt',
    'ceil',
    'clz32',
    'cos',
    'cosh',
  ] as const),
  ...([
    'exp',
    'expm1',
    'floor',
    'fround',
    'log',
    'log10',
    'log1p',
    'log2',
    'round',
    'sign',
    'sin',
    'sinh',
  ] as const),
  ...(['sqrt', 'tan', 'tanh', 'trunc'] as const),
];
const TWO_NUMBERS = ['atan2', 'imul', 'pow'] as const;

/** The functions of `Math`, without `random`. */
export const MATH_FUNCTIONS: ReadonlyMap<string, LanguageFunction> = new Map<string, LanguageFunction>([
  ...ONE_NUMBER.map((name) => [`Math.${name}`, toOneNumber(Math[name])] as const),
  ...TWO_NUMBERS.map((name) => [`Math.${name}`, toTwoNumbers(Math[name])] as const),
  ['Math.hypot', toFold(0, Math.hypot)],
  ['Math.max', toFold(Number.NEGATIVE_INFINITY, Math.max)],
  ['Math.min', toFold(Number.POSITIVE_INFINITY, Math.min)],
]);

function toOneNumber(compute: (number: number) => number): LanguageFunction {
  return ([number]) => compute(toNumber(number));
}

function toTwoNumbers(compute: (left: number, right: number) => number): LanguageFunction {
  return ([left, right]) => compute(toNumber(left), toNumber(right));
}

/** Reduces instead of spreading: a native call with too many arguments overflows the stack. */
function toFold(first: number, compute: (left: number, right: number) => number): LanguageFunction {
  return (numbers) => numbers.reduce<number>((result, number) => compute(result, toNumber(number)), first);
}
