import { isJsonObject } from '../data/is-json-object';
import { parseTimeZone } from './time-zone';

/** Minutes since midnight; an end after 1440 is on the next day. */
export type Span = [from: number, to: number];

/** A weekly schedule in its own time zone. It is stored in sessions, so its keys never change. */
export type Schedule = {
  /** An IANA name or a fixed offset. */
  timeZone: string;
  /** The open spans of each day, from Monday. */
  week: Span[][];
  /** The dates on which no span begins: "2026-12-25", or "12-25" for every year. */
  closed: string[];
};

/** Opening hours: open while one of the schedules is. */
export type OpeningHours = Schedule[];

const DAYS = 7;
const MAX_MINUTES = 2_880;

/** Parses opening hours of any shape; null if a part of them is invalid. */
export function parseOpeningHours(given: unknown): OpeningHours | null {
  if (!Array.isArray(given) || given.length === 0) return null;
  const schedules = given.map(parseSchedule);
  return schedules.includes(null) ? null : (schedules as OpeningHours);
}

function parseSchedule(given: unknown): Schedule | null {
  if (!isJsonObject(given)) return null;
  const { week, closed } = given;
  const timeZone = typeof given.timeZone === 'string' ? parseTimeZone(given.timeZone) : null;
  const isWeek = Array.isArray(week) && week.length === DAYS && week.every(isDay);
  const isClosed = Array.isArray(closed) && closed.every((date) => typeof date === 'string');
  if (timeZone === null || !isWeek || !isClosed) return null;
  return { timeZone, week: week as unknown as Span[][], closed: closed as string[] };
}

function isDay(day: unknown): boolean {
  return Array.isArray(day) && day.every(isSpan);
}

function isSpan(span: unknown): boolean {
  if (!Array.isArray(span) || span.length !== 2) return false;
  const [from, to] = span;
  return Number.isInteger(from) && Number.isInteger(to) && 0 <= from && from < to && to <= MAX_MINUTES;
}
