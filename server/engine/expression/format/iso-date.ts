import { countMonthDays, toMs, toParts } from './calendar';

const MAX_ISO_CHARS = 40;
const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;
const ISO =
  /^(\d{4})-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}:?\d{2})?)?)?$/i;

/**
 * Parses an ISO 8601 date or date-time to milliseconds since 1970, or null. The time zone is UTC by default.
 */
export function parseIso(text: string): number | null {
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
  return toMs(parts) - readOffsetMs(match[8] ?? 'Z');
}

/** Formats milliseconds since 1970 as `Date.prototype.toISOString` does. */
export function formatIso(ms: number): string {
  const { year, month, day, hour, minute, second, millisecond } = toParts(ms);
  const pad = (number: number, length = 2) => String(number).padStart(length, '0');
  const time = `${pad(hour)}:${pad(minute)}:${pad(second)}.${pad(millisecond, 3)}Z`;
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}T${time}`;
}

/** True for a date without a time. */
export function isDateOnly(text: string): boolean {
  return text.length <= MAX_ISO_CHARS && DATE_ONLY.test(text.trim());
}

function readOffsetMs(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
