/**
 * Reads opening hours.
 *
 * hours/wall-clock: hours are open at an instant if the clock in the schedule's zone shows a time within a span. A span
 *   belongs to the day on which it begins, so a holiday closes the spans that begin on it, with their part of the next day,
 *   and not the rest of a span that began the day before.
 * hours/bounded: the next opening is sought within MAX_DAYS, more than the listed holidays can close.
 */
import { DAY_MS, findWeekday, toParts } from './calendar';
import type { OpeningHours, Schedule, Span } from './opening-hours';
import { findOffsetMs, fromWallClock, toIsoDay } from './zoned-time';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
const HOUR_MS = 3_600_000;

/** Each of up to 100 holidays closes one day of a schedule that may open once a week. */
const MAX_DAYS = 800;

/** Charges conversions between instants and the clock of a zone, before they are made. */
export type SpendConversions = (timeZone: string, count: number) => void;

/** Tells whether hours are open at an instant, in milliseconds since 1970. */
export function isOpenAt(hours: OpeningHours, at: number, spend: SpendConversions): boolean {
  return hours.some((schedule) => isScheduleOpen(schedule, at, spend));
}

/** The first instant from `at` on at which hours are open; null if there is none within MAX_DAYS. */
export function findNextOpening(hours: OpeningHours, at: number, spend: SpendConversions): number | null {
  if (isOpenAt(hours, at, spend)) return at;
  const starts = hours.flatMap((schedule) => [
    ...listNextStarts(schedule, at, spend),
    ...listRepeatedHours(schedule, at, spend),
  ]);
  return starts.length === 0 ? null : Math.min(...starts);
}

function isScheduleOpen(schedule: Schedule, at: number, spend: SpendConversions): boolean {
  spend(schedule.timeZone, 1);
  const wall = at + findOffsetMs(at, schedule.timeZone);
  const day = Math.floor(wall / DAY_MS);
  const minutes = (wall - day * DAY_MS) / MINUTE_MS;
  return covers(schedule, day, minutes) || covers(schedule, day - 1, minutes + DAY_MINUTES);
}

/** Tells whether a span that begins on a day, counted from 1970-01-01, covers minutes after its midnight. */
function covers(schedule: Schedule, day: number, minutes: number): boolean {
  return listSpans(schedule, day).some(([from, to]) => from <= minutes && minutes < to);
}

function listSpans({ week, closed }: Schedule, day: number): readonly Span[] {
  const spans = week[(findWeekday(day * DAY_MS) + 6) % 7] ?? [];
  if (spans.length === 0 || closed.length === 0) return spans;
  const date = toIsoDay(day * DAY_MS);
  return closed.includes(date) || closed.includes(date.slice(-'MM-DD'.length)) ? [] : spans;
}

/** The starts of spans on the first day that has one from `at` on; empty if there is none. */
function listNextStarts(schedule: Schedule, at: number, spend: SpendConversions): number[] {
  if (schedule.week.every((spans) => spans.length === 0)) return [];
  spend(schedule.timeZone, 1);
  const first = Math.floor((at + findOffsetMs(at, schedule.timeZone)) / DAY_MS);
  for (let day = first; day <= first + MAX_DAYS; day += 1) {
    const starts = listSpans(schedule, day).map(([from]) => findFirstInstant(schedule, day, from, spend));
    // A span that the clock skips entirely never opens.
    const next = starts.filter((start) => start >= at && isScheduleOpen(schedule, start, spend));
    if (next.length > 0) return next;
  }
  return [];
}

/** The first instant at which the clock shows a time of a day, or a later one where the clock skips that time. */
function findFirstInstant(
  { timeZone }: Schedule,
  day: number,
  minutes: number,
  spend: SpendConversions,
): number {
  spend(timeZone, 2);
  const wanted = day * DAY_MS + minutes * MINUTE_MS;
  const instant = fromWallClock(toParts(wanted), timeZone);
  const skipped = instant + findOffsetMs(instant, timeZone) - wanted;
  return skipped <= 0 ? instant : findChange(timeZone, instant - skipped, instant, spend);
}

/** The openings soon after `at` in an hour that the clock shows a second time. */
function listRepeatedHours(schedule: Schedule, at: number, spend: SpendConversions): number[] {
  const { timeZone } = schedule;
  spend(timeZone, 2);
  const later = at + 3 * HOUR_MS;
  const back = findOffsetMs(at, timeZone) - findOffsetMs(later, timeZone);
  if (back <= 0) return [];
  const change = findChange(timeZone, at, later, spend);
  const wall = change + findOffsetMs(change, timeZone);
  const day = Math.floor(wall / DAY_MS);
  const starts = listSpans(schedule, day).map(([from]) => change + day * DAY_MS + from * MINUTE_MS - wall);
  const repeated = starts.filter((start) => start > change && start < change + back);
  return [change, ...repeated].filter((start) => isScheduleOpen(schedule, start, spend));
}

/** The second in which the offset changes, between two instants with different offsets. */
function findChange(timeZone: string, from: number, to: number, spend: SpendConversions): number {
  const before = findOffsetMs(from, timeZone);
  let [low, high] = [Math.floor(from / 1_000), Math.ceil(to / 1_000)];
  spend(timeZone, Math.ceil(Math.log2(high - low)) + 1);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (findOffsetMs(middle * 1_000, timeZone) === before) low = middle;
    else high = middle;
  }
  return high * 1_000;
}
