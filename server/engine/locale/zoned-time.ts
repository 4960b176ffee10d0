/**
 * Converts between instants and the wall clock of a time zone.
 *
 * zone/total: a zone that this build does not know counts as UTC; nothing throws.
 * zone/compatible: a wall clock that is skipped is read as the same time after the gap, and one that occurs twice as the
 *   first of both, as RFC 5545 and Temporal do.
 */
import { create, toZonedDateTime } from 'temporal-polyfill/fns/PlainDateTime';
import { create as createZoned, offsetNanoseconds } from 'temporal-polyfill/fns/ZonedDateTime';
import { DAY_MS, type DateParts, toMs, toParts } from './calendar';
import { DEFAULT_TIME_ZONE } from './time-zone';

const NS_PER_MS = 1_000_000;
const MINUTE_MS = 60_000;

/** The offset of UTC or of a fixed offset such as "+05:30" in milliseconds; null for a zone with rules. */
export function findFixedOffset(timeZone: string): number | null {
  if (timeZone === DEFAULT_TIME_ZONE) return 0;
  if (!timeZone.startsWith('+') && !timeZone.startsWith('-')) return null;
  const minutes = Number(timeZone.slice(1, 3)) * 60 + Number(timeZone.slice(4, 6));
  return (timeZone.startsWith('-') ? -minutes : minutes) * MINUTE_MS;
}

/** The offset of a zone from UTC at an instant, in milliseconds; positive in the east. */
export function findOffsetMs(ms: number, timeZone: string): number {
  const fixed = findFixedOffset(timeZone);
  if (fixed !== null) return fixed;
  try {
    return offsetNanoseconds(createZoned(BigInt(Math.floor(ms)) * BigInt(NS_PER_MS), timeZone)) / NS_PER_MS;
  } catch {
    return 0;
  }
}

/** The wall clock of a zone at an instant. */
export function toWallClock(ms: number, timeZone: string): DateParts {
  return toParts(ms + findOffsetMs(ms, timeZone));
}

/** The instant of a wall clock (zone/compatible). Parts out of range carry over. */
export function fromWallClock(parts: DateParts, timeZone: string): number {
  const wallMs = toMs(parts);
  const fixed = findFixedOffset(timeZone);
  if (fixed !== null || !Number.isFinite(wallMs)) return wallMs - (fixed ?? 0);
  const { year, month, day, hour, minute, second, millisecond } = toParts(wallMs);
  try {
    const wall = create(year, month, day, hour, minute, second, millisecond);
    return toZonedDateTime(wall, timeZone).epochMilliseconds;
  } catch {
    return wallMs;
  }
}

/** The day of an instant in a zone, as YYYY-MM-DD. */
export function toLocalDay(ms: number, timeZone: string): string {
  return toIsoDay(ms + findOffsetMs(ms, timeZone));
}

/** The day that is `days` after another, both as milliseconds of midnight in UTC, as YYYY-MM-DD. */
export function toIsoDay(utcMs: number, days = 0): string {
  const { year, month, day } = toParts(utcMs + days * DAY_MS);
  return [String(year).padStart(4, '0'), ...[month, day].map((part) => String(part).padStart(2, '0'))].join(
    '-',
  );
}
