import { quote } from '../../data/quote';
import { parseIso } from '../../expression/format/iso-date';
import type { Json } from '../../json';
import { type DateParts, findWeekday, toMs, WEEKDAYS } from '../../locale/calendar';
import { parseTimeZone } from '../../locale/time-zone';
import { fromWallClock, toWallClock } from '../../locale/zoned-time';

/** The time of the turn, and the zone in which a time without one is meant. */
export type TimeContext = { at: number; timeZone: string };

/** Milliseconds since 1970, or the reason why a value is no time. */
export type TimeReading = { ok: true; dueAt: number } | { ok: false; reason: string };

/** The last instant that a date can represent. */
const MAX_INSTANT_MS = 8.64e15;
const MAX_CHARS = 120;
const WEEKDAY_NAMES = WEEKDAYS.map((day) => day.toLowerCase());

const PHRASE =
  /^(?:(?<day>\d{4}-\d{2}-\d{2}|today|tomorrow|(?:next |on )?(?:sun|mon|tues|wednes|thurs|fri|satur)day)(?:,? |$))?(?:(?:at )?(?<hour>\d{1,2})(?::(?<minute>[0-5]\d))?(?::(?<second>[0-5]\d))? ?(?<half>am|pm)?)?(?: in (?<zone>\S+))?$/i;
const DAY_WORD = /^(?:today|tomorrow|(?:next |on )?(?:sun|mon|tues|wednes|thurs|fri|satur)day)\b[^\d]*$/i;

type Phrase = { day: string | null; clock: Clock | null; zone: string | null };
type Clock = { hour: number; minute: number; second: number };

/**
 * True for a source that is a time in words rather than an expression, such as `9:00`, `tomorrow 9:00`, `monday 9:00 in
 * Europe/Berlin` or `2030-12-31 10:00`.
 */
export function isTimePhrase(source: string): boolean {
  const phrase = parsePhrase(source);
  if (phrase === null) return false;
  return phrase.clock !== null || /^\d/.test(phrase.day ?? '');
}

/** Reads a number of milliseconds, an ISO 8601 text, or a time in words. */
export function readTime(value: Json, context: TimeContext): TimeReading {
  if (typeof value === 'number') {
    if (Math.abs(value) <= MAX_INSTANT_MS) return { ok: true, dueAt: Math.trunc(value) };
    return refuse('the number is not in milliseconds since 1970');
  }
  if (value === null) return refuse('it has no value');
  if (typeof value !== 'string') return refuse('it is neither a text nor a number');
  const text = value.trim();
  const instant = parseIso(text, context.timeZone);
  return instant === null ? readPhrase(text, context) : { ok: true, dueAt: instant };
}

function readPhrase(text: string, { at, timeZone }: TimeContext): TimeReading {
  const phrase = parsePhrase(text);
  if (phrase === null) return refuse(findReason(text));
  const zone = phrase.zone === null ? timeZone : parseTimeZone(phrase.zone);
  if (zone === null) return refuse(`there is no time zone ${quote(phrase.zone ?? '')}`);
  if (phrase.day !== null && /^\d/.test(phrase.day)) return readDate(phrase.day, phrase.clock, zone);
  if (phrase.clock === null) return refuse(findReason(text));
  return { ok: true, dueAt: findNext(phrase.day, phrase.clock, at, zone) };
}

function readDate(day: string, clock: Clock | null, zone: string): TimeReading {
  const midnight = parseIso(day);
  if (midnight === null) return refuse('the calendar has no such day');
  return { ok: true, dueAt: fromWallClock(addClock(midnight, clock ?? MIDNIGHT), zone) };
}

const MIDNIGHT: Clock = { hour: 0, minute: 0, second: 0 };

/** The time on a named day; without a day, or on a weekday, the next one after `at`. */
function findNext(day: string | null, clock: Clock, at: number, zone: string): number {
  const today = toWallClock(at, zone);
  const onDay = (days: number) => {
    const { year, month, day: date } = today;
    return fromWallClock({ ...clock, year, month, day: date + days, millisecond: 0 }, zone);
  };
  const word = day?.replace(/^(?:next|on) /, '') ?? null;
  if (word === 'today') return onDay(0);
  if (word === 'tomorrow') return onDay(1);
  const weekday = word === null ? null : WEEKDAY_NAMES.indexOf(word);
  const days = weekday === null ? 0 : (weekday - findWeekday(toMs(today)) + 7) % 7;
  const first = onDay(days);
  return first > at ? first : onDay(days + (weekday === null ? 1 : 7));
}

function addClock(midnight: number, clock: Clock): DateParts {
  return { ...toWallClock(midnight, 'UTC'), ...clock };
}

/** The parts of a time in words; null if the text is none. */
function parsePhrase(source: string): Phrase | null {
  if (source.length > MAX_CHARS) return null;
  const parts = PHRASE.exec(source.trim().replace(/\s+/g, ' '))?.groups;
  if (!parts) return null;
  const { day, hour, minute, second, half, zone } = parts;
  const clock = hour === undefined ? null : parseClock(hour, minute, second, half?.toLowerCase());
  // A bare number is a time only if am or pm follows.
  if (hour !== undefined && clock === null) return null;
  if (day === undefined && clock === null) return null;
  return { day: day?.toLowerCase() ?? null, clock, zone: zone ?? null };
}

function parseClock(hour: string, minute = '', second = '', half?: string): Clock | null {
  if (half === undefined && minute === '') return null;
  const hours = Number(hour);
  if (half === undefined ? hours > 23 : hours < 1 || hours > 12) return null;
  const noon = half === 'pm' ? 12 : 0;
  return {
    hour: half === undefined ? hours : (hours % 12) + noon,
    minute: Number(minute),
    second: Number(second),
  };
}

function findReason(text: string): string {
  if (/^\d{5,}$/.test(text)) return 'milliseconds since 1970 must be a number and not a text';
  if (DAY_WORD.test(text)) return 'it names a day without a time; write one such as tomorrow 9:00';
  if (/^\d{1,4}[./]\d{1,2}[./]\d{1,4}/.test(text))
    return 'the order of day and month is unclear; write the date as in 2030-12-31 10:00';
  return 'write a time such as 9:00, tomorrow 9:00, 2030-12-31 10:00 or 9:00 in Europe/Berlin';
}

function refuse(reason: string): TimeReading {
  return { ok: false, reason };
}
