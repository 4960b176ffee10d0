import { type DateParts, findWeekday, toMs, toParts } from '../../locale/calendar';
import { DEFAULT_TIME_ZONE } from '../../locale/time-zone';
import { fromWallClock, toIsoDay, toLocalDay, toWallClock } from '../../locale/zoned-time';
import type { Evaluation, LanguageFunction } from '../evaluation';
import { stop } from '../failure';
import { addTime, diffTime, requireUnit } from '../format/add-time';
import { FIRST_MS, formatIso, isDateOnly, LAST_MS, parseIso } from '../format/iso-date';
import { requireDate, spendConversions, type ZoneContext } from '../format/require-date';
import type { Value } from '../tree';
import { toText } from '../values/text';
import { toInteger } from '../values/value';

/** The conversions of the costliest function. */
const MOST_CONVERSIONS = 5;

/**
 * Date functions. Dates are ISO texts or milliseconds since 1970. A text without a time zone, days and longer units are in
 * the time zone of the scope.
 */
export const DATE_FUNCTIONS: ReadonlyMap<string, LanguageFunction> = new Map<string, LanguageFunction>([
  ['$addTime', ([date, amount, unit], scope) => shiftDate(date, toInteger(amount), unit, scope)],
  ['$diff', ([left, right, unit], scope) => diffDates(left, right, unit, scope)],
  ['$now', (_, scope) => formatIso(requireNow(scope), scope.timeZone)],
  ['$startOf', ([date, unit], scope) => findStart(date, unit, scope)],
  ['$today', (_, scope) => toLocalDay(requireNow(scope), scope.timeZone)],
  ['Date.UTC', (args) => toTimeValue(toMs(readParts(args)))],
  ['Date.now', (_, { at }) => at],
  ['Date.parse', ([date], scope) => parseDate(date, scope)],
]);

function requireNow(scope: Evaluation): number {
  spendConversions(scope, 1);
  return requireDate(scope.at, scope);
}

function parseDate(date: Value, scope: ZoneContext): number {
  if (typeof date !== 'string') return Number.NaN;
  spendConversions(scope, 1);
  return toTimeValue(parseIso(date, scope.timeZone) ?? Number.NaN);
}

function toTimeValue(ms: number): number {
  return ms >= FIRST_MS && ms <= LAST_MS ? ms : Number.NaN;
}

/** A day without a time is the same day everywhere. */
function toContext(scope: ZoneContext, ...dates: Value[]): ZoneContext {
  const areDays = dates.every((date) => typeof date === 'string' && isDateOnly(date));
  return { timeZone: areDays ? DEFAULT_TIME_ZONE : scope.timeZone, budget: scope.budget };
}

/** The result has no time if `date` has none and the unit is a day or longer. */
function shiftDate(date: Value, amount: number, unitName: Value, scope: ZoneContext): Value {
  if (date === undefined || date === null) return undefined;
  const unit = requireUnit(toText(unitName, scope.budget));
  const isDay = typeof date === 'string' && isDateOnly(date) && unit.isCalendar;
  const context = isDay ? toContext(scope, date) : scope;
  spendConversions(context, MOST_CONVERSIONS);
  const moved = addTime(requireDate(date, context), amount, unit, context.timeZone);
  return isDay ? toIsoDay(moved) : formatIso(moved, context.timeZone);
}

function diffDates(left: Value, right: Value, unitName: Value, scope: ZoneContext): Value {
  if (left === undefined || left === null || right === undefined || right === null) return undefined;
  const unit = requireUnit(unitName === undefined ? 'days' : toText(unitName, scope.budget));
  const context = unit.isCalendar ? toContext(scope, left, right) : scope;
  spendConversions(context, MOST_CONVERSIONS);
  return diffTime(requireDate(left, context), requireDate(right, context), unit, context.timeZone);
}

/** The first instant of the hour, day, week (from Monday), month or year of a date. */
function findStart(date: Value, unitName: Value, scope: ZoneContext): Value {
  if (date === undefined || date === null) return undefined;
  const { name, isCalendar } = requireUnit(unitName === undefined ? 'day' : toText(unitName, scope.budget));
  const isDay = typeof date === 'string' && isDateOnly(date) && isCalendar;
  const context = isDay ? toContext(scope, date) : scope;
  spendConversions(context, MOST_CONVERSIONS);
  const { timeZone } = context;
  const ms = requireDate(date, context);
  const wall = toWallClock(ms, timeZone);
  if (name === 'hour' || name === 'minute' || name === 'second' || name === 'millisecond') {
    return formatIso(toStartOfClock(ms, wall, name), timeZone);
  }
  const start = fromWallClock(toStartOfDate(wall, name), timeZone);
  if (start < FIRST_MS) stop('type', 'goes beyond the years 0 to 9999');
  return isDay ? toIsoDay(start) : formatIso(start, timeZone);
}

// An hour that occurs twice has two starts, so the time since the start is subtracted from the instant.
function toStartOfClock(ms: number, { minute, second, millisecond }: DateParts, unit: string): number {
  if (unit === 'millisecond') return ms;
  const seconds = unit === 'second' ? 0 : second + (unit === 'minute' ? 0 : minute * 60);
  return ms - seconds * 1000 - millisecond;
}

function toStartOfDate({ year, month, day, ...clock }: DateParts, unit: string): DateParts {
  const midnight = { ...clock, hour: 0, minute: 0, second: 0, millisecond: 0 };
  if (unit === 'year') return { ...midnight, year, month: 1, day: 1 };
  if (unit === 'month') return { ...midnight, year, month, day: 1 };
  if (unit === 'day') return { ...midnight, year, month, day };
  const wallMs = toMs({ ...midnight, year, month, day });
  return toParts(wallMs - ((findWeekday(wallMs) + 6) % 7) * 86_400_000);
}

function readParts(args: readonly Value[]): DateParts {
  const part = (index: number, fallback: number) => toInteger(args[index], fallback);
  return {
    year: part(0, 1970),
    month: part(1, 0) + 1,
    day: part(2, 1),
    hour: part(3, 0),
    minute: part(4, 0),
    second: part(5, 0),
    millisecond: part(6, 0),
  };
}
