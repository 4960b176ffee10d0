import { findRegion, toLocales } from './locale';

/** The part of a date that comes first in numbers such as 3/4/2026; `auto` if either may. */
export type DateOrder = 'dayFirst' | 'monthFirst' | 'auto';

/**
 * The order of day and month in a language. It is `auto` for English alone, whose regions differ, and for
 * languages that write the year first.
 */
export function findDateOrder(locale: string): DateOrder {
  if (findRegion(locale) === null) return 'auto';
  const options = { calendar: 'gregory', numberingSystem: 'latn', dateStyle: 'short' } as const;
  const parts = new Intl.DateTimeFormat(toLocales(locale), options).formatToParts(0);
  const [first] = parts.flatMap(({ type }) =>
    type === 'day' || type === 'month' || type === 'year' ? [type] : [],
  );
  if (first === 'year') return 'auto';
  return first === 'month' ? 'monthFirst' : 'dayFirst';
}
