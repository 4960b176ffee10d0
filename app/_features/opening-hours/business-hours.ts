import { type BusinessHours, WEEKDAYS } from '@/server/services/opening-hours/schema';

export type Day = BusinessHours['weekdays'][number];
export type Weekday = Day['weekday'];
export type Span = Day['content'][number];

/** Default hours, to begin with. */
export function makeHours(timezone: string): BusinessHours {
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

/** Formats a time of day for a field of the type `time`: "9:00" becomes "09:00", and "24:00" becomes "00:00". */
export function toTimeText(clock: string): string {
  return clock === '24:00' ? '00:00' : clock.padStart(5, '0');
}

/** Tells whether a span ends on the day after it starts. */
export function isOvernight({ from, to }: Span): boolean {
  return toTimeText(to) <= toTimeText(from) && to !== '24:00' && toTimeText(to) !== '00:00';
}

/** Tells whether a date is that of a yearly holiday, such as "12-25". */
export function isYearly(date: string): boolean {
  return /^\d\d-\d\d$/.test(date);
}

// A field of the type `date` needs a year, and only a leap year has every day.
const ANY_YEAR = '2028-';

/** The date for a field of the type `date`. */
export function toFullDate(date: string): string {
  return isYearly(date) ? `${ANY_YEAR}${date}` : date;
}

/** The date in every year; empty where there is none. */
export function toYearly(date: string): string {
  return /^\d{4,}-\d\d-\d\d$/.test(date) ? date.slice(-'MM-DD'.length) : '';
}

/** The date of a yearly holiday in the current year, if the day exists in it. */
export function toDateOfYear(date: string, year = new Date().getFullYear()): string {
  const full = `${year}-${date}`;
  const isDay = new Date(`${full}T00:00:00Z`).getUTCDate() === Number(date.slice(-2));
  return isDay ? full : toFullDate(date);
}
