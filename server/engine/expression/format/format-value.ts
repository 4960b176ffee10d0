import { toParts } from '../../locale/calendar';
import { DEFAULT_TIME_ZONE, parseTimeZone } from '../../locale/time-zone';
import { findOffsetMs } from '../../locale/zoned-time';
import { spendChars, spendSteps } from '../budget';
import { stop } from '../failure';
import type { Value } from '../tree';
import { toText } from '../values/text';
import { toNumber } from '../values/value';
import { formatDate } from './format-date';
import { NUMBER_FORMATS } from './format-named-number';
import { formatNumber } from './format-number';
import { isDateOnly } from './iso-date';
import { requireDate, spendConversions, type ZoneContext } from './require-date';

export const MAX_PATTERN_CHARS = 200;
const MAX_PLACES = 20;
/** The steps to look up the name of a time zone. */
const ZONE_NAME_STEPS = 120;
export const NUMBER_PATTERN = /^([#0,]*)(?:\.(0*)(#*))?(%?)$/;

/** The locale and the time zone in which values are written, and the budget that pays for it. */
export type FormatContext = ZoneContext & { locale: string };

/**
 * Implements `$format(value, pattern, detail)`. Returns undefined for a missing or empty value; stops at a
 * value that does not fit the pattern.
 */
export function formatValue(
  value: Value,
  pattern: string,
  detail: Value,
  context: FormatContext,
): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (pattern.length > MAX_PATTERN_CHARS) stop('too_large', 'formats with a pattern that is too long');
  if (pattern === '') return toText(value, context.budget);
  const text = formatAs(value, pattern, detail, context);
  spendChars(context.budget, text.length);
  return text;
}

function formatAs(value: Value, pattern: string, detail: Value, context: FormatContext): string {
  const named = NUMBER_FORMATS.get(pattern);
  if (named) return named(requireNumber(value), detail, context);
  const shape = NUMBER_PATTERN.exec(pattern);
  if (shape) return formatShape(requireNumber(value), shape);
  const { ms, timeZone } = placeDate(value, context, detail);
  const offsetMs = findOffsetMs(ms, timeZone);
  return formatDate({ wall: toParts(ms + offsetMs), offsetMs, ...context }, pattern);
}

/**
 * The instant of a value and the zone in which it is written: `zone` if given, else that of the context. A day without a
 * time is the same day everywhere, so its zone is UTC.
 */
export function placeDate(
  value: Value,
  context: FormatContext,
  zone?: Value,
): { ms: number; timeZone: string } {
  const timeZone = zone === undefined || zone === null ? context.timeZone : requireZone(zone, context);
  const isDay = typeof value === 'string' && isDateOnly(value);
  const ms = requireDate(value, isDay ? { ...context, timeZone: DEFAULT_TIME_ZONE } : context);
  const placed = { ms, timeZone: isDay ? DEFAULT_TIME_ZONE : timeZone };
  spendConversions({ ...context, ...placed }, 1);
  return placed;
}

function requireZone(zone: Value, { budget }: FormatContext): string {
  spendSteps(budget, ZONE_NAME_STEPS);
  const parsed = typeof zone === 'string' ? parseTimeZone(zone) : null;
  return parsed ?? stop('type', 'needs a time zone such as "Europe/Berlin" or "+05:30"');
}

function formatShape(
  number: number,
  [, integer = '', least = '', more = '', percent = '']: RegExpExecArray,
): string {
  const places = Math.min(least.length, MAX_PLACES);
  const text = formatNumber(
    percent ? number * 100 : number,
    places,
    Math.min(places + more.length, MAX_PLACES),
    integer.includes(','),
  );
  const digits = integer.replaceAll(/[^0]/g, '').length;
  return padInteger(text, digits) + percent;
}

function padInteger(text: string, digits: number): string {
  const sign = text.startsWith('-') ? '-' : '';
  const [whole = '', fraction] = text.slice(sign.length).split('.');
  return (
    sign +
    whole.padStart(whole.includes(',') ? 0 : digits, '0') +
    (fraction === undefined ? '' : `.${fraction}`)
  );
}

function requireNumber(value: Value): number {
  const number = toNumber(value);
  return Number.isFinite(number) ? number : stop('type', 'formats something that is not a number');
}
