import { type DateParts, findWeekday, toMs, WEEKDAYS } from '../../locale/calendar';
import { isPlainEnglish } from '../../locale/locale';
import type { Budget } from '../budget';
import { requireDateFormat } from './intl-formats';
import { formatOffset } from './iso-date';

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const TOKEN = /\[([^\]]*)\]|YYYY|YY|MMMM|MMM|MM|M|dddd|ddd|DD|Do|D|HH|H|hh|h|mm|m|ss|s|SSS|A|a|Z/g;

/** The patterns of the named formats in English. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ['date', 'MMMM D, YYYY'],
  ['time', 'h:mm A'],
  ['datetime', 'MMMM D, YYYY h:mm A'],
]);

const NAMED_OPTIONS: ReadonlyMap<string, Intl.DateTimeFormatOptions> = new Map([
  ['date', { dateStyle: 'long' }],
  ['time', { timeStyle: 'short' }],
  ['datetime', { dateStyle: 'long', timeStyle: 'short' }],
]);

/** True for the name of a date format, such as "datetime". */
export function isNamedDate(pattern: string): boolean {
  return NAMED.has(pattern);
}

/** A wall clock, its offset from UTC, and the locale of its words. */
export type LocalDate = { wall: DateParts; offsetMs: number; locale: string; budget: Budget };

type Printer = (date: LocalDate, pattern: string) => string;

const PRINTERS: ReadonlyMap<string, Printer> = new Map<string, Printer>([
  ['YYYY', ({ wall }) => pad(wall.year, 4)],
  ['YY', ({ wall }) => pad(wall.year % 100)],
  ['MMMM', (date, pattern) => printMonth(date, pattern, 'long')],
  ['MMM', (date, pattern) => printMonth(date, pattern, 'short')],
  ['MM', ({ wall }) => pad(wall.month)],
  ['M', ({ wall }) => String(wall.month)],
  ['dddd', (date) => printWeekday(date, 'long')],
  ['ddd', (date) => printWeekday(date, 'short')],
  ['DD', ({ wall }) => pad(wall.day)],
  ['Do', ({ wall, locale }) => `${wall.day}${isEnglish(locale) ? findOrdinal(wall.day) : ''}`],
  ['D', ({ wall }) => String(wall.day)],
  ['HH', ({ wall }) => pad(wall.hour)],
  ['H', ({ wall }) => String(wall.hour)],
  ['hh', ({ wall }) => pad(wall.hour % 12 || 12)],
  ['h', ({ wall }) => String(wall.hour % 12 || 12)],
  ['mm', ({ wall }) => pad(wall.minute)],
  ['m', ({ wall }) => String(wall.minute)],
  ['ss', ({ wall }) => pad(wall.second)],
  ['s', ({ wall }) => String(wall.second)],
  ['SSS', ({ wall }) => pad(wall.millisecond, 3)],
  ['A', (date) => printDayPeriod(date, ['AM', 'PM'])],
  ['a', (date) => printDayPeriod(date, ['am', 'pm'])],
  ['Z', ({ offsetMs }) => formatOffset(offsetMs)],
]);

/**
 * Formats a date by a pattern or a named format. Names of months and days are those of the locale; text in [brackets] and
 * unknown letters are copied.
 */
export function formatDate(date: LocalDate, pattern: string): string {
  const options = NAMED_OPTIONS.get(pattern);
  if (options && !isPlainEnglish(date.locale)) {
    return requireDateFormat(date.locale, options, date.budget).format(toMs(date.wall));
  }
  const letters = NAMED.get(pattern) ?? pattern;
  return letters.replace(
    TOKEN,
    (token, literal?: string) => literal ?? PRINTERS.get(token)?.(date, letters) ?? token,
  );
}

function printMonth(date: LocalDate, pattern: string, month: 'long' | 'short'): string {
  if (isEnglish(date.locale)) return cut(MONTHS[date.wall.month - 1] ?? '', month);
  // Many languages have another form of a month's name beside a day.
  const day = /D/.test(pattern.replace(/\[[^\]]*\]/g, '')) ? ({ day: 'numeric' } as const) : {};
  return printPart(date, { month, ...day }, 'month');
}

function printWeekday(date: LocalDate, weekday: 'long' | 'short'): string {
  if (isEnglish(date.locale)) return cut(WEEKDAYS[findWeekday(toMs(date.wall))] ?? '', weekday);
  return printPart(date, { weekday }, 'weekday');
}

function printDayPeriod(date: LocalDate, [morning, evening]: [string, string]): string {
  const english = date.wall.hour < 12 ? morning : evening;
  if (isEnglish(date.locale)) return english;
  return printPart(date, { hour: 'numeric', hour12: true }, 'dayPeriod') || english;
}

function printPart(
  { wall, locale, budget }: LocalDate,
  options: Intl.DateTimeFormatOptions,
  type: string,
): string {
  const parts = requireDateFormat(locale, options, budget).formatToParts(toMs(wall));
  return parts.find((part) => part.type === type)?.value ?? '';
}

function isEnglish(locale: string): boolean {
  return /^en(?:-|$)/i.test(locale);
}

function cut(word: string, length: 'long' | 'short'): string {
  return length === 'long' ? word : word.slice(0, 3);
}

function pad(number: number, length = 2): string {
  return String(number).padStart(length, '0');
}

function findOrdinal(day: number): string {
  if (day >= 11 && day <= 13) return 'th';
  return ['th', 'st', 'nd', 'rd'][day % 10] ?? 'th';
}
