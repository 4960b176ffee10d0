import type { Budget } from '../budget';
import type { LanguageFunction } from '../evaluation';
import { addTime, diffTime, requireUnit } from '../format/add-time';
import { toMs } from '../format/calendar';
import { formatIso, isDateOnly, parseIso } from '../format/iso-date';
import { FIRST_MS, LAST_MS, requireDate } from '../format/require-date';
import type { Value } from '../tree';
import { toText } from '../values/text';
import { toInteger } from '../values/value';

/** Date functions. Dates are ISO texts or milliseconds since 1970, always in UTC. */
export const DATE_FUNCTIONS: ReadonlyMap<string, LanguageFunction> = new Map<string, LanguageFunction>([
  [
    '$addTime',
    ([date, amount, unit], { budget }) => shiftDate(date, toInteger(amount), toText(unit, budget)),
  ],
  ['$diff', ([left, right, unit], { budget }) => diffDates(left, right, unit, budget)],
  ['$now', (_, { at }) => formatIso(requireDate(at))],
  ['Date.UTC', (args) => toTimeValue(toMs(readParts(args)))],
  ['Date.now', (_, { at }) => at],
  ['Date.parse', ([date]) => (typeof date === 'string' ? (parseIso(date) ?? Number.NaN) : Number.NaN)],
]);

function toTimeValue(ms: number): number {
  return ms >= FIRST_MS && ms <= LAST_MS ? ms : Number.NaN;
}

/** The result has no time if `date` has none and the unit is a day or longer. */
function shiftDate(date: Value, amount: number, unitName: string): Value {
  if (date === undefined || date === null) return undefined;
  const unit = requireUnit(unitName);
  const iso = formatIso(addTime(requireDate(date), amount, unit));
  return typeof date === 'string' && isDateOnly(date) && unit.isCalendar ? iso.slice(0, 10) : iso;
}

function diffDates(left: Value, right: Value, unit: Value, budget: Budget): Value {
  if (left === undefined || left === null || right === undefined || right === null) return undefined;
  return diffTime(
    requireDate(left),
    requireDate(right),
    requireUnit(unit === undefined ? 'days' : toText(unit, budget)),
  );
}

function readParts(args: readonly Value[]) {
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
