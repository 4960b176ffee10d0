import { findFixedOffset } from '../../locale/zoned-time';
import { type Budget, spendSteps } from '../budget';
import { stop } from '../failure';
import type { Value } from '../tree';
import { FIRST_MS, LAST_MS, parseIso } from './iso-date';

/** The steps for one conversion between an instant and the wall clock of a zone; it takes up to 40 µs (measured). */
const ZONE_STEPS = 80;

/** The zone in which a function works, and the budget for its conversions. */
export type ZoneContext = { timeZone: string; budget: Budget };

/**
 * Converts an ISO text or a number of milliseconds to milliseconds since 1970; stops at anything else. A text without a
 * zone is in that of the context.
 */
export function requireDate(value: Value, context: ZoneContext): number {
  if (typeof value === 'string') spendConversions(context, 1);
  const ms = typeof value === 'string' ? parseIso(value, context.timeZone) : value;
  if (typeof ms === 'number' && ms >= FIRST_MS && ms <= LAST_MS) return Math.floor(ms);
  return stop('type', 'needs a date such as 2030-01-31 or 2030-01-31T10:00:00Z');
}

/** Charges conversions in the zone of a context; a fixed offset costs nothing. */
export function spendConversions({ timeZone, budget }: ZoneContext, count: number): void {
  if (findFixedOffset(timeZone) === null) spendSteps(budget, count * ZONE_STEPS);
}
