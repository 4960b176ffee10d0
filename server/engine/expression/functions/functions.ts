import type { LanguageFunction } from '../evaluation';
import { DATE_FUNCTIONS } from './date-functions';
import { JSON_FUNCTIONS } from './json-functions';
import { LIST_FUNCTIONS } from './list-functions';
import { MATH_FUNCTIONS } from './math-functions';
import { OBJECT_FUNCTIONS } from './object-functions';
import { OPENING_FUNCTIONS } from './opening-functions';
import { SCALAR_FUNCTIONS } from './scalar-functions';
import { TEXT_FUNCTIONS } from './text-functions';

/** Every function, by the name it is called with. */
export const FUNCTIONS: ReadonlyMap<string, LanguageFunction> = new Map<string, LanguageFunction>([
  ...DATE_FUNCTIONS,
  ...JSON_FUNCTIONS,
  ...LIST_FUNCTIONS,
  ...MATH_FUNCTIONS,
  ...OBJECT_FUNCTIONS,
  ...OPENING_FUNCTIONS,
  ...SCALAR_FUNCTIONS,
  ...TEXT_FUNCTIONS,
]);

/** Functions with an optional callback, and the index of that argument. */
export const CALLBACK_FUNCTIONS: ReadonlyMap<string, number> = new Map([['Array.from', 1]]);

/** Names that group functions and are not values. */
export const NAMESPACES: ReadonlySet<string> = new Set([
  'Array',
  'Date',
  'JSON',
  'Math',
  'Number',
  'Object',
  'String',
]);

/** JavaScript functions that are not supported, with the reason. */
export const UNSUPPORTED_FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ['Math.random', 'Math.random() would make a session impossible to replay; use a split node'],
  ['Date', 'Date() is not part of the language; use $now()'],
  ['eval', 'eval() is not part of the language'],
  ['require', 'require() is not part of the language'],
  ['fetch', 'An expression cannot reach the network; use an http node'],
]);
