import { keepRecent } from '@/server/shared/keep-recent';
import { foldText, toBaseText } from '../text/fold';
import { DEFAULT_LOCALE, toLocales } from './locale';

/** English dates are read in every language. */
const ENGLISH: readonly string[] = [DEFAULT_LOCALE, 'en-GB'];
const MONTHS = Array.from({ length: 12 }, (_, month) => Date.UTC(2026, month, 15));
/** Seven days from a Sunday on. */
const WEEK = Array.from({ length: 7 }, (_, day) => Date.UTC(2026, 2, 1 + day));
const UTC = { calendar: 'gregory', numberingSystem: 'latn', timeZone: 'UTC' } as const;
const NOT_LETTERS = /[^\p{L}\p{M}]/gu;

/** Folds a word of a date for comparison: letters only, without case and accents. */
export function toDateWord(word: string): string {
  return toLetters(toBaseText(foldText(word)));
}

/** The letters of a folded text. */
export function toLetters(folded: string): string {
  return folded.replace(NOT_LETTERS, '');
}

/** The months by their names and short names in some languages and in English, 1 to 12. */
export function listMonthNames(locales: readonly string[]): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  for (const language of new Set([...locales, ...ENGLISH])) {
    for (const format of ['long', 'short'] as const) addMonths(names, language, format);
  }
  return names;
}

type WordMap<T> = ReadonlyMap<string, T>;

const MAX_KEPT = 50;
const keptDays = new Map<string, WordMap<readonly number[]>>();
const keptWeekdays = new Map<string, WordMap<number>>();

/**
 * The days from two days ago (-2) to two days ahead (2) by their words in some languages and in English. Hindi has one word for
 * yesterday and tomorrow.
 */
export function listRelativeDays(locales: readonly string[]): WordMap<readonly number[]> {
  return mergeWords(locales, (language) =>
    keepRecent(keptDays, language, MAX_KEPT, () => listOwnDays(language)),
  );
}

/** The weekdays by their names and short names in some languages and in English, from 0 for Sunday. */
export function listWeekdays(locales: readonly string[]): WordMap<number> {
  return mergeWords(locales, (language) =>
    keepRecent(keptWeekdays, language, MAX_KEPT, () => listOwnWeekdays(language)),
  );
}

/** The words of some languages and of English; the first language that has a word decides. */
function mergeWords<T>(locales: readonly string[], list: (language: string) => WordMap<T>): WordMap<T> {
  return new Map([...new Set([...locales, DEFAULT_LOCALE])].reverse().flatMap((each) => [...list(each)]));
}

function listOwnDays(language: string): WordMap<readonly number[]> {
  const format = new Intl.RelativeTimeFormat(toLocales(language), { numeric: 'auto' });
  const days = new Map<string, number[]>();
  for (const offset of [-2, -1, 0, 1, 2]) {
    const words = format.format(offset, 'day');
    // A language without a word for the day counts: "in 2 days".
    if (/\p{N}/u.test(words)) continue;
    const word = toDateWord(words);
    days.set(word, [...(days.get(word) ?? []), offset]);
  }
  return days;
}

function listOwnWeekdays(language: string): WordMap<number> {
  const names = new Map<string, number>();
  for (const weekday of ['long', 'short'] as const) {
    const format = new Intl.DateTimeFormat(toLocales(language), { ...UTC, weekday });
    for (const [day, time] of WEEK.entries()) {
      const name = toDateWord(format.format(time));
      // One character alone may be the sun or the moon.
      if (name.length > 1 && !names.has(name)) names.set(name, day);
    }
  }
  return names;
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
