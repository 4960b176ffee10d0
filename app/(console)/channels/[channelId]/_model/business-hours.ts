import type { ChannelOf } from '@/app/_features/channel/channel-kinds';

type Hours = ChannelOf<'flowrest'>['settings']['businessHours'][number];
export type Day = Hours['weekdays'][number];
export type Weekday = Day['weekday'];
export type Span = { from: string; to: string };

export const WEEKDAYS: readonly Weekday[] = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
];

/** Default hours, to begin with. */
export function makeHours(timezone: string): Hours {
  const open = WEEKDAYS.slice(0, 5).map((weekday) => ({ weekday, content: [{ from: '9:00', to: '17:00' }] }));
  return { label: '', timezone, weekdays: open, holidays: [] };
}

/** The open spans of a day; none when it is closed. */
export function spansOf(weekdays: readonly Day[], weekday: Weekday): Span[] {
  return weekdays.find((day) => day.weekday === weekday)?.content ?? [];
}

/** Replaces the spans of a day, in the order of the week; a day without spans is closed and left out. */
export function withSpans(weekdays: readonly Day[], weekday: Weekday, content: Span[]): Day[] {
  const all = WEEKDAYS.map((day) => ({
    weekday: day,
    content: day === weekday ? content : spansOf(weekdays, day),
  }));
  return all.filter((day) => day.content.length > 0);
}

/** Formats a time of day for a field of the type `time`: "9:00" becomes "09:00". */
export function toTimeText(clock: string): string {
  return clock.padStart(5, '0');
}
