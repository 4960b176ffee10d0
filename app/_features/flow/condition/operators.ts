import type { Operator } from './condition';

/** Operators that are written between the variable and a value. */
export const SIGNS = {
  is: '===',
  isNot: '!==',
  above: '>',
  atLeast: '>=',
  below: '<',
  atMost: '<=',
} as const satisfies Partial<Record<Operator, string>>;

/** Operators that are a method of the variable, and their opposites. */
export const METHODS = {
  includes: ['contains', 'lacks'],
  startsWith: ['startsWith', 'startsOtherwise'],
  endsWith: ['endsWith', 'endsOtherwise'],
} as const satisfies Record<string, readonly [Operator, Operator]>;

/** The function of texts and patterns with * and ?. */
export const MATCHES = '$matches';

const WORDS: Record<Operator, string> = {
  is: 'is',
  isNot: 'is not',
  above: 'is more than',
  atLeast: 'is at least',
  below: 'is less than',
  atMost: 'is at most',
  contains: 'contains',
  lacks: 'does not contain',
  startsWith: 'starts with',
  startsOtherwise: 'does not start with',
  endsWith: 'ends with',
  endsOtherwise: 'does not end with',
  matches: 'matches',
  differs: 'does not match',
  oneOf: 'is one of',
  noneOf: 'is none of',
  hasValue: 'has a value',
  hasNoValue: 'has no value',
};

/** An operator in words, which stand between a variable and a value. */
export function nameOperator(operator: Operator): string {
  return WORDS[operator];
}

/** The number of values of an operator; `many` is one or more. */
export function countValues(operator: Operator): 'none' | 'one' | 'many' {
  if (operator === 'hasValue' || operator === 'hasNoValue') return 'none';
  return operator === 'oneOf' || operator === 'noneOf' ? 'many' : 'one';
}

export type Kind = 'text' | 'number' | 'boolean' | 'choice' | 'list' | 'any';

const ORDERED = ['above', 'atLeast', 'below', 'atMost'] as const;
const TEXTUAL = [
  ...['contains', 'lacks', 'startsWith', 'startsOtherwise', 'endsWith', 'endsOtherwise'],
  ...['matches', 'differs'],
] as Operator[];
const OFFERED: Record<Kind, readonly Operator[]> = {
  text: ['is', 'isNot', ...TEXTUAL, 'oneOf', 'noneOf', 'hasValue', 'hasNoValue'],
  number: ['is', 'isNot', ...ORDERED, 'hasValue', 'hasNoValue'],
  boolean: ['is', 'isNot', 'hasValue', 'hasNoValue'],
  choice: ['is', 'isNot', 'oneOf', 'noneOf', 'hasValue', 'hasNoValue'],
  list: ['contains', 'lacks', 'hasValue', 'hasNoValue'],
  any: ['is', 'isNot', ...ORDERED, ...TEXTUAL, 'oneOf', 'noneOf', 'hasValue', 'hasNoValue'],
};

/** The operators that make sense for a kind of variable, and `current` in any case. */
export function operatorsFor(kind: Kind, current: Operator): readonly Operator[] {
  const offered = OFFERED[kind];
  return offered.includes(current) ? offered : [...offered, current];
}
