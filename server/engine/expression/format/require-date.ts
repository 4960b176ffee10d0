import { stop } from '../failure';
import type { Value } from '../tree';
import { parseIso } from './iso-date';

/** Converts an ISO text or a number of milliseconds to milliseconds since 1970; stops at anything else. */
export function requireDate(value: Value): number {
  const ms = typeof value === 'string' ? parseIso(value) : value;
  if (typeof ms === 'number' && ms >= FIRST_MS && ms <= LAST_MS) return Math.floor(ms);
  return stop('type', 'needs a date such as 2030-01-31 or 2030-01-31T10:00:00Z');
}

/** The first and the last millisecond that an ISO text with a four-digit year can express. */
export const FIRST_MS = -62_167_219_200_000;
export const LAST_MS = 253_402_300_799_999;
