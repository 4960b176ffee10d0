import type { LiteralNode } from '../tree';

const MATH_CONSTANTS = ['E', 'LN10', 'LN2', 'LOG10E', 'LOG2E', 'PI', 'SQRT1_2', 'SQRT2'] as const;
const NUMBER_CONSTANTS = [
  'EPSILON',
  'MAX_SAFE_INTEGER',
  'MAX_VALUE',
  'MIN_SAFE_INTEGER',
  'MIN_VALUE',
] as const;

/** Constant names, converted to literals by the parser. */
export const CONSTANTS: ReadonlyMap<string, LiteralNode['value']> = new Map<string, LiteralNode['value']>([
  ['undefined', undefined],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ...MATH_CONSTANTS.map((name) => [`Math.${name}`, Math[name]] as const),
  ...NUMBER_CONSTANTS.map((name) => [`Number.${name}`, Number[name]] as const),
]);
