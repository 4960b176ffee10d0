import { z } from 'zod';
import { parseZone } from '@/server/engine/locale/parse-zone';

/** The days of a week, from Monday. */
export const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

/** The most schedules of a channel or an organization. */
export const MAX_SCHEDULES = 20;

const clock = z
  .string()
  .regex(/^([01]?\d|2[0-3]):[0-5]\d$/, 'must be a time from 0:00 to 23:59, such as 9:00');
const end = z
  .string()
  .regex(/^([01]?\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time such as 17:00; 24:00 is the end of the day');

const holidayDate = z
  .string()
  .refine(isHolidayDate, 'must be a date such as 2026-12-25, or 12-25 for every year');

/** Tells whether a text is a date that exists, or the month and day of one. */
function isHolidayDate(text: string): boolean {
  const year = /^\d\d-\d\d$/.test(text) ? '2000-' : '';
  return z.iso.date().safeParse(`${year}${text}`).success;
}

/**
 * A weekly schedule as it is stored. A span that does not end after it starts ends on the next day; a day without spans
 * is closed, and a holiday is a day on which no span begins.
 */
export const storedSchedule = z.strictObject({
  label: z.string().max(200).default(''),
  timezone: z.string().min(1).max(64).default('UTC'),
  weekdays: z
    .array(
      z.strictObject({
        weekday: z.enum(WEEKDAYS),
        content: z.array(z.strictObject({ from: clock, to: end })).max(10),
      }),
    )
    .max(WEEKDAYS.length)
    .default([]),
  holidays: z
    .array(z.strictObject({ holiday: z.string().max(200), date: holidayDate }))
    .max(100)
    .default([]),
});

export type BusinessHours = z.output<typeof storedSchedule>;

/** A weekly schedule as it may be written: its time zone exists, and each day is listed once. */
const schedule = storedSchedule.superRefine(({ timezone, weekdays }, { addIssue }) => {
  if (parseZone(timezone) === null) {
    const message = 'must be a time zone such as Europe/Berlin, or an offset such as +01:00';
    addIssue({ code: 'custom', path: ['timezone'], message });
  }
  const seen = new Set<string>();
  for (const [index, { weekday }] of weekdays.entries()) {
    if (seen.has(weekday)) {
      const message = `must not be ${weekday} again; put all hours of a day into one entry`;
      addIssue({ code: 'custom', path: ['weekdays', index, 'weekday'], message });
    }
    seen.add(weekday);
  }
});

/** The opening hours of an organization or a channel as they may be written; open while one of the schedules is. */
export const openingHoursSchema = z.array(schedule).max(MAX_SCHEDULES);
