import { stop } from '../failure';
import { countMonthDays, DAY_MS, type DateParts, toMs, toParts } from './calendar';
import { FIRST_MS, LAST_MS } from './require-date';

/** A unit of fixed length, or of whole months. `isCalendar` is true for a day and longer. */
export type TimeUnit = { months: number; ms: number; isCalendar: boolean };

const UNITS: ReadonlyMap<string, TimeUnit> = new Map([
  ['millisecond', { months: 0, ms: 1, isCalendar: false }],
  ['second', { months: 0, ms: 1000, isCalendar: false }],
  ['minute', { months: 0, ms: 60_000, isCalendar: false }],
  ['hour', { months: 0, ms: 3_600_000, isCalendar: false }],
  ['day', { months: 0, ms: DAY_MS, isCalendar: true }],
  ['week', { months: 0, ms: 7 * DAY_MS, isCalendar: true }],
  ['month', { months: 1, ms: 0, isCalendar: true }],
  ['year', { months: 12, ms: 0, isCalendar: true }],
]);

/** Finds a unit by its singular or plural name; stops at any other name. */
export function requireUnit(name: string): TimeUnit {
  const unit = UNITS.get(name.toLowerCase().replace(/s$/, ''));
  return unit ?? stop('type', 'needs a unit such as "minutes", "hours", "days" or "months"');
}

/**
 * Adds whole units to milliseconds since 1970. Adding months clamps to the last day of the month. Stops
 * outside the years 0 to 9999.
 */
export function addTime(ms: number, amount: number, unit: TimeUnit): number {
  const moved = unit.months === 0 ? ms + amount * unit.ms : addMonths(toParts(ms), amount * unit.months);
  if (!(moved >= FIRST_MS && moved <= LAST_MS)) stop('type', 'goes beyond the years 0 to 9999');
  return moved;
}

/** The difference in whole units, rounded towards zero; negative if `left` is earlier. */
export function diffTime(left: number, right: number, unit: TimeUnit): number {
  if (unit.months === 0) return Math.trunc((left - right) / unit.ms) + 0;
  return Math.trunc(countMonths(left, right) / unit.months) + 0;
}

function addMonths(parts: DateParts, months: number): number {
  const month = parts.month + months;
  if (!(Math.abs(month) < 1_000_000)) return Number.NaN;
  return toMs({ ...parts, month, day: Math.min(parts.day, countMonthDays(parts.year, month)) });
}

/** Whole months between two instants. */
function countMonths(left: number, right: number): number {
  if (left < right) return -countMonths(right, left);
  const [later, earlier] = [toParts(left), toParts(right)];
  const months = (later.year - earlier.year) * 12 + later.month - earlier.month;
  return addMonths(earlier, months) > left ? months - 1 : months;
}
