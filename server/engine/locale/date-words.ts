import { foldText, toBaseText } from '../text/fold';
import { DEFAULT_LOCALE, toLocales } from './locale';

/** English dates are read in every language. */
const ENGLISH: readonly string[] = [DEFAULT_LOCALE, 'en-GB'];
const MONTHS = Array.from({ length: 12 }, (_, month) => Date.UTC(2026, month, 15));
const UTC = { calendar: 'gregory', numberingSystem: 'latn', timeZone: 'UTC' } as const;
const NOT_LETTERS = /[^\p{L}\p{M}]/gu;

/** Folds a word of a date for comparison: letters only, without case and accents. */
export function toDateWord(word: string): string {
  return toBaseText(foldText(word)).replace(NOT_LETTERS, '');
}

/** The months by their names and short names in a language and in English, 1 to 12. */
export function listMonthNames(locale: string): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  for (const language of [locale, ...ENGLISH]) {
    for (const format of ['long', 'short'] as const) addMonths(names, language, format);
  }
  return names;
}

/** Yesterday (-1), today (0) and tomorrow (1) by their words in a language and in English. */
export function listRelativeDays(locale: string): ReadonlyMap<string, number> {
  const days = new Map<string, number>();
  for (const language of [locale, DEFAULT_LOCALE]) {
    const format = new Intl.RelativeTimeFormat(toLocales(language), { numeric: 'auto' });
    const words = [-1, 0, 1].map((day) => toDateWord(format.format(day, 'day')));
    // Hindi has one word for yesterday and tomorrow.
    for (const [index, word] of words.entries()) {
      if (words.indexOf(word) === words.lastIndexOf(word) && !days.has(word)) days.set(word, index - 1);
    }
  }
  return days;
}

/** A day, YYYY-MM-DD, as a language writes it in full. */
export function formatDay(day: string, locale: string): string {
  const format = new Intl.DateTimeFormat(toLocales(locale), { ...UTC, dateStyle: 'long' });
  return format.format(Date.parse(`${day}T00:00:00Z`));
}

// Many languages have another form of a month's name beside a day.
function addMonths(names: Map<string, number>, language: string, month: 'long' | 'short'): void {
  const locales = toLocales(language);
  for (const options of [{ month }, { month, day: 'numeric' }] as const) {
    const format = new Intl.DateTimeFormat(locales, { ...UTC, ...options });
    for (const [index, time] of MONTHS.entries()) {
      const name = format.formatToParts(time).find(({ type }) => type === 'month')?.value ?? '';
      // In Japanese and Chinese the name of a month is its number.
      if (!/\d/.test(name) && !names.has(toDateWord(name))) names.set(toDateWord(name), index + 1);
    }
  }
}
