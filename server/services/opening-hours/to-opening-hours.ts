import type { OpeningHours, Schedule, Span } from '@/server/engine/locale/opening-hours';
import { parseZone } from '@/server/engine/locale/parse-zone';
import { type BusinessHours, WEEKDAYS } from './schema';

const DAY_MINUTES = 1_440;

/** Converts schedules for the engine; null if there are none. One whose stored zone does not exist is read in `timeZone`. */
export function toOpeningHours(
  schedules: readonly BusinessHours[],
  { timeZone }: { timeZone: string },
): OpeningHours | null {
  return schedules.length === 0 ? null : schedules.map((hours) => toSchedule(hours, timeZone));
}

function toSchedule({ timezone, weekdays, holidays }: BusinessHours, timeZone: string): Schedule {
  const spansOf = (name: string) =>
    weekdays.filter(({ weekday }) => weekday === name).flatMap(({ content }) => content.map(toSpan));
  return {
    timeZone: parseZone(timezone) ?? timeZone,
    week: WEEKDAYS.map(spansOf),
    closed: holidays.map(({ date }) => date),
  };
}

function toSpan({ from, to }: { from: string; to: string }): Span {
  const [start, end] = [toMinutes(from), toMinutes(to)];
  return [start, end > start ? end : end + DAY_MINUTES];
}

function toMinutes(clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}
