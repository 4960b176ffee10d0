import { LIST_CALLBACK_METHODS, SORTING_METHODS } from './list-callback-methods';
import { LIST_METHODS } from './list-methods';
import { BOOLEAN_METHODS, NUMBER_METHODS } from './scalar-methods';
import { TEXT_METHODS } from './text-methods';

/** Methods without a callback, of all receivers. */
export const METHOD_NAMES: ReadonlySet<string> = new Set(
  [LIST_METHODS, TEXT_METHODS, NUMBER_METHODS, BOOLEAN_METHODS].flatMap((methods) => [...methods.keys()]),
);

/** Methods whose first argument is a callback. */
export const CALLBACK_METHODS: ReadonlyMap<string, 'required' | 'optional'> = new Map([
  ...[...LIST_CALLBACK_METHODS.keys()].map((name) => [name, 'required'] as const),
  ...[...SORTING_METHODS.keys()].map((name) => [name, 'optional'] as const),
]);

const IN_PLACE =
  'would change the list; use [...list, x], slice(), toSpliced() or concat(), which make a new one';
const NO_PATTERNS =
  'needs a regular expression, which is not part of the language; use includes() or $matches()';
const NO_LOCALES = 'depends on the locale; use toUpperCase() or toLowerCase()';

/** JavaScript methods that are not supported, with the alternative. */
export const UNSUPPORTED_METHODS: ReadonlyMap<string, string> = new Map([
  ...['push', 'pop', 'shift', 'unshift', 'splice', 'fill', 'copyWithin'].map(
    (name) => [name, `${name}() ${IN_PLACE}`] as const,
  ),
  ...['match', 'matchAll', 'search', 'test', 'exec'].map(
    (name) => [name, `${name}() ${NO_PATTERNS}`] as const,
  ),
  ...['toLocaleUpperCase', 'toLocaleLowerCase'].map((name) => [name, `${name}() ${NO_LOCALES}`] as const),
  ['forEach', 'forEach() returns nothing; use map()'],
  ['hasOwnProperty', 'Write Object.hasOwn(object, key) or key in object'],
]);
