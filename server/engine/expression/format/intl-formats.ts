import { keepRecent } from '@/server/shared/keep-recent';
import { toLocales } from '../../locale/locale';
import { type Budget, spendSteps } from '../budget';

/** The steps for one use of a formatter; creating one takes up to 60 µs (measured). */
const FORMAT_STEPS = 120;
/** Many different options do not fill the memory. */
const MAX_KEPT = 200;

const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** A number formatter of a locale; throws a RangeError or TypeError if the options do not fit together. */
export function requireNumberFormat(
  locale: string,
  options: Intl.NumberFormatOptions,
  budget: Budget,
): Intl.NumberFormat {
  spendSteps(budget, FORMAT_STEPS);
  const key = JSON.stringify([locale, options]);
  return keepRecent(numberFormats, key, MAX_KEPT, () => new Intl.NumberFormat(toLocales(locale), options));
}

/**
 * A date formatter of a locale, in the Gregorian calendar and UTC by default; throws a RangeError or TypeError if the
 * options do not fit together.
 */
export function requireDateFormat(
  locale: string,
  options: Intl.DateTimeFormatOptions,
  budget: Budget,
): Intl.DateTimeFormat {
  spendSteps(budget, FORMAT_STEPS);
  const all = { calendar: 'gregory', timeZone: 'UTC', ...options };
  const key = JSON.stringify([locale, all]);
  return keepRecent(dateFormats, key, MAX_KEPT, () => new Intl.DateTimeFormat(toLocales(locale), all));
}
