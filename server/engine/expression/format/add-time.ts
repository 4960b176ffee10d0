import { countMonthDays, DAY_MS, type DateParts, toMs, toParts } from '../../locale/calendar';
import { findOffsetMs, fromWallClock } from '../../locale/zoned-time';
import { stop } from '../failure';
import { FIRST_MS, LAST_MS } from './iso-date';

/** A unit of fixed length, or of whole months. `isCalendar` is true for a day and longer. */
export type TimeUnit = { name: string; months: number; ms: number; isCalendar: boolean };

const UNITS: ReadonlyMap<string, TimeUnit> = new Map(
  [
    { name: 'millisecond', months: 0, ms: 1, isCalendar: false },
    { name: 'second', months: 0, ms: 1000, isCalendar: false },
    { name: 'minute', months: 0, ms: 60_000, isCalendar: false },
    { name: 'hour', months: 0, ms: 3_600_000, isCalendar: false },
    { name: 'day', months: 0, ms: DAY_MS, isCalendar: true },
    { name: 'week', months: 0, ms: 7 * DAY_MS, isCalendar: true },
    { name: 'month', months: 1, ms: 0, isCalendar: true },
    { name: 'year', months: 12, ms: 0, isCalendar: true },
  ].map((unit) => [unit.name, unit]),
);

/** Finds a unit by its singular or plural name; null for any other name. */
export function findUnit(name: string): TimeUnit | null {
  return UNITS.get(name.toLowerCase().replace(/s$/, '')) ?? null;
}

/** Finds a unit by its singular or plural name; stops at any other name. */
export function requireUnit(name: string): TimeUnit {
  return findUnit(name) ?? stop('type', 'needs a unit such as "minutes", "hours", "days" or "months"');
}

/**
 * Adds whole units to milliseconds since 1970. Days and longer units keep the wall clock of the zone, also across summer
 * time; adding months clamps to the last day of the month. Stops outside the years 0 to 9999.
 */
export function addTime(ms: number, amount: number, unit: TimeUnit, timeZone: string): number {
  const moved = unit.isCalendar ? addCalendar(ms, amount, unit, timeZone) : ms + amount * unit.ms;
  if (!(moved >= FIRST_MS && moved <= LAST_MS)) stop('type', 'goes beyond the years 0 to 9999');
  return moved;
}

/** The difference in whole units, rounded towards zero; negative if `left` is earlier. */
export function diffTime(left: number, right: number, unit: TimeUnit, timeZone: string): number {
  if (!unit.isCalendar) return Math.trunc((left - right) / unit.ms) + 0;
  return (
    (left < right ? -countUnits(right, left, unit, timeZone) : countUnits(left, right, unit, timeZone)) + 0
  );
}

function addCalendar(ms: number, amount: number, unit: TimeUnit, timeZone: string): number {
  // A wall clock that occurs twice must not become the first of both.
  if (amount === 0) return ms;
  const wallMs = addToWall(ms + findOffsetMs(ms, timeZone), amount, unit);
  return wallMs >= FIRST_MS && wallMs <= LAST_MS ? fromWallClock(toParts(wallMs), timeZone) : Number.NaN;
}

function addToWall(wallMs: number, amount: number, unit: TimeUnit): number {
  return unit.months === 0 ? wallMs + amount * unit.ms : addMonths(toParts(wallMs), amount * unit.months);
}

function addMonths(parts: DateParts, months: number): number {
  const month = parts.month + months;
  if (!(Math.abs(month) < 1_000_000)) return Number.NaN;
  return toMs({ ...parts, month, day: Math.min(parts.day, countMonthDays(parts.year, month)) });
}

/** Whole calendar units from `earlier` to `later`, by the wall clock of the zone. */
function countUnits(later: number, earlier: number, unit: TimeUnit, timeZone: string): number {
  const [laterWall, earlierWall] = [later, earlier].map((ms) => ms + findOffsetMs(ms, timeZone));
  const count = Math.max(countOnWall(laterWall ?? later, earlierWall ?? earlier, unit), 0);
  // On the day of a change, the same wall clock may be later than `later`.
  const reached = addCalendar(earlier, count, unit, timeZone);
  return count > 0 && reached > later ? count - 1 : count;
}

function countOnWall(later: number, earlier: number, unit: TimeUnit): number {
  if (unit.months === 0) return Math.floor((later - earlier) / unit.ms);
  const [end, start] = [toParts(later), toParts(earlier)];
  const months = (end.year - start.year) * 12 + end.month - start.month;
  const whole = addMonths(start, months) > later ? months - 1 : months;
  return Math.floor(whole / unit.months);
}
