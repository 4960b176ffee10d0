import { quote } from '../../data/quote';
import type { Json } from '../../json';
import { type DateParts, findWeekday, toMs } from '../../locale/calendar';
import type { Clock } from '../../locale/clock/parse-clock';
import { parseTimeZone } from '../../locale/time-zone';
import { LANGUAGES } from '../../locale/words/find-words';
import { fromWallClock, toWallClock } from '../../locale/zoned-time';
import { parseIso } from '../format/iso-date';
import { type PhraseDay, parsePhrase } from './parse-phrase';

/**
 * The time of the turn, the zone in which a time without one is meant, and the languages of its words; all others that the engine
 * knows are tried after them.
 */
export type TimeContext = { at: number; timeZone: string; languages: readonly string[] };

/** Milliseconds since 1970, or the reason why a value is no time. */
export type TimeReading = { ok: true; dueAt: number } | { ok: false; reason: string };

/** The last instant that a date can represent. */
const MAX_INSTANT_MS = 8.64e15;
const ALL_LANGUAGES = [...LANGUAGES.keys()];

const WORDS = /^[\p{L}\p{M}\p{N}\s:.,/+’-]+$/u;
/** An expression has an operator between two words, and no digits on both sides of a colon. */
const TWO_WORDS = /[\p{L}\p{M}\p{N}][\s,]+[\p{L}\p{N}]/u;
const COLON = /\d:\d/;
const LETTERS_AFTER_DIGITS = /^\d{1,2}(?:[ap]m|h|h\d\d)$/i;
const DATE = /^\d{1,4}([./-])\d{1,2}\1\d{1,4}$/;

/**
 * True for a source that is a time in words rather than an expression, by its form: `9:00`, `tomorrow 9:00`, `monday 9:00 in
 * Europe/Berlin`, `2030-12-31`, `31.12.2030 10:00`. It may still be one that cannot be read.
 */
export function isTimePhrase(source: string): boolean {
  const text = source.trim();
  if (!WORDS.test(text)) return false;
  return [COLON, TWO_WORDS, LETTERS_AFTER_DIGITS, DATE].some((pattern) => pattern.test(text));
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

function readPhrase(text: string, { at, timeZone, languages }: TimeContext): TimeReading {
  const phrase = parsePhrase(text, languages) ?? parsePhrase(text, ALL_LANGUAGES);
  if (phrase === null) return refuse(findReason(text));
  const { day, clock } = phrase;
  const zone = phrase.zone === null ? timeZone : parseTimeZone(phrase.zone);
  if (zone === null) return refuse(`there is no time zone ${quote(phrase.zone ?? '')}`);
  if (day?.type === 'date') return readDate(day.date, clock, zone);
  if (clock === null) return refuse('it names a day without a time; write one such as tomorrow 9:00');
  return { ok: true, dueAt: findNext(day, clock, at, zone) };
}

function readDate(day: string, clock: Clock | null, zone: string): TimeReading {
  const midnight = parseIso(day);
  if (midnight === null) return refuse('the calendar has no such day');
  return { ok: true, dueAt: fromWallClock(addClock(midnight, clock ?? MIDNIGHT), zone) };
}

const MIDNIGHT: Clock = { hour: 0, minute: 0, second: 0 };

/** The time on a named day; without a day, or on a weekday, the next one after `at`. */
function findNext(
  day: Exclude<PhraseDay, { type: 'date' }> | null,
  clock: Clock,
  at: number,
  zone: string,
): number {
  const today = toWallClock(at, zone);
  const onDay = (days: number) => {
    const { year, month, day: date } = today;
    return fromWallClock({ ...clock, year, month, day: date + days, millisecond: 0 }, zone);
  };
  if (day?.type === 'ahead') return onDay(day.days);
  const days = day === null ? 0 : (day.weekday - findWeekday(toMs(today)) + 7) % 7;
  const first = onDay(days);
  return first > at ? first : onDay(days + (day === null ? 1 : 7));
}

function addClock(midnight: number, clock: Clock): DateParts {
  return { ...toWallClock(midnight, 'UTC'), ...clock };
}

function findReason(text: string): string {
  if (/^\d{5,}$/.test(text)) return 'milliseconds since 1970 must be a number and not a text';
  if (/^(?:\d{1,4}[./]\d{1,2}[./]|\d{1,2}-\d{1,2}-)\d{1,4}/.test(text))
    return 'the order of day and month is unclear; write the date as in 2030-12-31 10:00';
  return 'write a time such as 9:00, tomorrow 9:00, 2030-12-31 10:00 or 9:00 in Europe/Berlin';
}

function refuse(reason: string): TimeReading {
  return { ok: false, reason };
}
