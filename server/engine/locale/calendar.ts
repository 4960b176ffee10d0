/** An instant in UTC; `month` and `day` start at 1. */
export type DateParts = {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
};

export const DAY_MS = 86_400_000;
const DAYS_PER_ERA = 146_097;
/** Days from 0000-03-01, the start of a 400-year era, to 1970-01-01. */
const EPOCH_DAYS = 719_468;

/** Converts parts to milliseconds since 1970. Parts out of range carry over, as in `Date.UTC`. */
export function toMs(parts: DateParts): number {
  const months = parts.year * 12 + parts.month - 1;
  const days = countDays(Math.floor(months / 12), months - Math.floor(months / 12) * 12 + 1) + parts.day - 1;
  return ((days * 24 + parts.hour) * 60 + parts.minute) * 60_000 + parts.second * 1000 + parts.millisecond;
}

/** Converts milliseconds since 1970 to parts in UTC. */
export function toParts(ms: number): DateParts {
  const days = Math.floor(ms / DAY_MS);
  const rest = Math.floor(ms - days * DAY_MS);
  const { year, month, day } = toCivil(days);
  return {
    year,
    month,
    day,
    hour: Math.floor(rest / 3_600_000),
    minute: Math.floor(rest / 60_000) % 60,
    second: Math.floor(rest / 1000) % 60,
    millisecond: rest % 1000,
  };
}

/** The weekdays in English, by the number that `findWeekday` gives. */
export const WEEKDAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** The weekday, from 0 for Sunday to 6 for Saturday. */
export function findWeekday(ms: number): number {
  const day = (Math.floor(ms / DAY_MS) + 4) % 7;
  return day < 0 ? day + 7 : day;
}

/** The number of days in a month; months outside 1 to 12 carry over to other years. */
export function countMonthDays(year: number, month: number): number {
  const start = { year, month, day: 1, hour: 0, minute: 0, second: 0, millisecond: 0 };
  return (toMs({ ...start, month: month + 1 }) - toMs(start)) / DAY_MS;
}

/** Days from 1970-01-01 to the first of a month. Years start in March, so the leap day comes last. */
function countDays(year: number, month: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5);
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - EPOCH_DAYS;
}

function toCivil(daysSinceEpoch: number): { year: number; month: number; day: number } {
  const days = daysSinceEpoch + EPOCH_DAYS;
  const era = Math.floor(days / DAYS_PER_ERA);
  const dayOfEra = days - era * DAYS_PER_ERA;
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}
