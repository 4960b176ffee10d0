import { countMonthDays, type DateParts, toMs, toParts } from '../../locale/calendar';
import { DEFAULT_TIME_ZONE } from '../../locale/time-zone';
import { findOffsetMs, fromWallClock, toIsoDay } from '../../locale/zoned-time';

const MAX_ISO_CHARS = 40;
const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;
const ISO =
  /^(\d{4})-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}:?\d{2})?)?)?$/i;

/** The first and the last millisecond that an ISO text with a four-digit year can express. */
export const FIRST_MS = -62_167_219_200_000;
export const LAST_MS = 253_402_300_799_999;

/** The parts of an ISO text; `offsetMs` is null if it names no time zone. */
type IsoText = { parts: DateParts; offsetMs: number | null };

/** Parses an ISO 8601 date or date-time, or returns null. */
function parseIsoText(text: string): IsoText | null {
  if (text.length > MAX_ISO_CHARS) return null;
  const match = ISO.exec(text.trim());
  if (!match) return null;
  const number = (group: number, fallback = 0) => Number(match[group] ?? fallback);
  const parts = {
    year: number(1),
    month: number(2),
    day: number(3, 1),
    hour: number(4),
    minute: number(5),
    second: number(6),
    millisecond: Number((match[7] ?? '').padEnd(3, '0').slice(0, 3)),
  };
  const isMonth = parts.month >= 1 && parts.month <= 12;
  if (!isMonth || parts.day < 1 || parts.day > countMonthDays(parts.year, parts.month)) return null;
  if (parts.hour > 23 || parts.minute > 59 || parts.second > 59) return null;
  return { parts, offsetMs: match[8] === undefined ? null : readOffsetMs(match[8]) };
}

/**
 * Parses an ISO 8601 date or date-time to milliseconds since 1970, or null. A text without a time zone is the wall clock
 * of `timeZone`.
 */
export function parseIso(text: string, timeZone = DEFAULT_TIME_ZONE): number | null {
  const iso = parseIsoText(text);
  if (iso === null) return null;
  return iso.offsetMs === null ? fromWallClock(iso.parts, timeZone) : toMs(iso.parts) - iso.offsetMs;
}

/**
 * Formats milliseconds since 1970 as `Date.prototype.toISOString` does; in another zone than UTC as its wall clock with
 * the offset.
 */
export function formatIso(ms: number, timeZone = DEFAULT_TIME_ZONE): string {
  const offsetMs = timeZone === DEFAULT_TIME_ZONE ? 0 : findOffsetMs(ms, timeZone);
  const wallMs = ms + offsetMs;
  // Neither the seconds of historic offsets nor years beyond four digits can be written.
  const isWritable = offsetMs % 60_000 === 0 && wallMs >= FIRST_MS && wallMs <= LAST_MS;
  if (timeZone === DEFAULT_TIME_ZONE || !isWritable) return `${formatClock(ms)}Z`;
  return formatClock(wallMs) + formatOffset(offsetMs);
}

/** Formats an offset in milliseconds as +HH:MM. */
export function formatOffset(offsetMs: number): string {
  const minutes = Math.floor(Math.abs(offsetMs) / 60_000);
  return `${offsetMs < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

/** True for a date without a time. */
export function isDateOnly(text: string): boolean {
  return text.length <= MAX_ISO_CHARS && DATE_ONLY.test(text.trim());
}

function formatClock(ms: number): string {
  const { hour, minute, second, millisecond } = toParts(ms);
  return `${toIsoDay(ms)}T${pad(hour)}:${pad(minute)}:${pad(second)}.${pad(millisecond, 3)}`;
}

function pad(number: number, length = 2): string {
  return String(number).padStart(length, '0');
}

function readOffsetMs(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
