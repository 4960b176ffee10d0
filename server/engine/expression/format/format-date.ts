import { type DateParts, findWeekday, toParts } from './calendar';

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const WEEKDAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const TOKEN = /\[([^\]]*)\]|YYYY|YY|MMMM|MMM|MM|M|dddd|ddd|DD|Do|D|HH|H|hh|h|mm|m|ss|s|SSS|A|a|Z/g;

type Printer = (parts: DateParts, ms: number) => string;

const PRINTERS: ReadonlyMap<string, Printer> = new Map<string, Printer>([
  ['YYYY', ({ year }) => pad(year, 4)],
  ['YY', ({ year }) => pad(year % 100)],
  ['MMMM', ({ month }) => MONTHS[month - 1] ?? ''],
  ['MMM', ({ month }) => (MONTHS[month - 1] ?? '').slice(0, 3)],
  ['MM', ({ month }) => pad(month)],
  ['M', ({ month }) => String(month)],
  ['dddd', (_, ms) => WEEKDAYS[findWeekday(ms)] ?? ''],
  ['ddd', (_, ms) => (WEEKDAYS[findWeekday(ms)] ?? '').slice(0, 3)],
  ['DD', ({ day }) => pad(day)],
  ['Do', ({ day }) => `${day}${findOrdinal(day)}`],
  ['D', ({ day }) => String(day)],
  ['HH', ({ hour }) => pad(hour)],
  ['H', ({ hour }) => String(hour)],
  ['hh', ({ hour }) => pad(hour % 12 || 12)],
  ['h', ({ hour }) => String(hour % 12 || 12)],
  ['mm', ({ minute }) => pad(minute)],
  ['m', ({ minute }) => String(minute)],
  ['ss', ({ second }) => pad(second)],
  ['s', ({ second }) => String(second)],
  ['SSS', ({ millisecond }) => pad(millisecond, 3)],
  ['A', ({ hour }) => (hour < 12 ? 'AM' : 'PM')],
  ['a', ({ hour }) => (hour < 12 ? 'am' : 'pm')],
  ['Z', () => '+00:00'],
]);

/** Formats milliseconds since 1970 in UTC with English names; text in [brackets] is copied literally. */
export function formatDate(ms: number, pattern: string): string {
  const parts = toParts(ms);
  return pattern.replace(
    TOKEN,
    (token, literal?: string) => literal ?? PRINTERS.get(token)?.(parts, ms) ?? token,
  );
}

function pad(number: number, length = 2): string {
  return String(number).padStart(length, '0');
}

function findOrdinal(day: number): string {
  if (day >= 11 && day <= 13) return 'th';
  return ['th', 'st', 'nd', 'rd'][day % 10] ?? 'th';
}
