import type { Method } from '../evaluation';
import { type DateDefaults, formatDateIn, formatNumberIn } from '../format/format-in-locale';

const formatAs =
  (defaults: DateDefaults): Method<string | number> =>
  (date, [locale, options], evaluation) =>
    formatDateIn(date, defaults, locale, options, evaluation);

/** Methods that write a date, which is a text or milliseconds since 1970, in a locale. */
const DATE_METHODS: ReadonlyMap<string, Method<string | number>> = new Map([
  ['toLocaleDateString', formatAs('date')],
  ['toLocaleTimeString', formatAs('time')],
]);

/** Methods of texts that depend on the locale; the text must be a date. */
export const LOCALE_TEXT_METHODS: ReadonlyMap<string, Method<string>> = new Map<string, Method<string>>([
  ...DATE_METHODS,
  ['toLocaleString', formatAs('all')],
]);

/** Methods of numbers that depend on the locale. */
export const LOCALE_NUMBER_METHODS: ReadonlyMap<string, Method<number>> = new Map<string, Method<number>>([
  ...DATE_METHODS,
  [
    'toLocaleString',
    (number, [locale, options], evaluation) => formatNumberIn(number, locale, options, evaluation),
  ],
]);
