import { parseTimeZone } from './time-zone';

// "(UTC+03:00) Minsk", "UTC+3", "GMT -5:30 Somewhere": an offset, and cities that say more than it.
const LABEL =
  /^\(?(?:UTC|GMT)\s*(?:(?<sign>[+\-−])(?<hours>\d{1,2})(?::?(?<minutes>[0-5]\d))?)?\)?(?:\s+(?<cities>.+))?$/i;
const MAX_HOURS = 18;
const HOUR_MS = 3_600_000;

/**
 * Parses a time zone in any form that callers use: an IANA name, an offset, hours from UTC such as -5 or "5.5", or a label
 * such as "(UTC+03:00) Minsk"; null if there is no such zone. A label's city counts if its standard time has that offset.
 */
export function parseZone(given: unknown): string | null {
  if (typeof given === 'number') return toOffset(given);
  if (typeof given !== 'string') return null;
  const text = given.trim();
  if (/^[+-]?\d{1,2}(\.\d{1,2})?$/.test(text)) return toOffset(Number(text));
  return parseTimeZone(text) ?? parseLabel(text);
}

/** Formats hours from UTC as an offset: -5 becomes "-05:00". */
function toOffset(hours: number): string | null {
  if (!Number.isFinite(hours) || Math.abs(hours) > MAX_HOURS) return null;
  const minutes = Math.round(Math.abs(hours) * 60);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${hours < 0 && minutes > 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function parseLabel(text: string): string | null {
  const label = LABEL.exec(text)?.groups;
  if (!label) return null;
  const { sign, hours = '0', minutes = '0', cities = '' } = label;
  const size = Number(hours) + Number(minutes) / 60;
  const offset = toOffset(sign === undefined || sign === '+' ? size : -size);
  if (offset === null) return null;
  const names = cities.split(',').map((city) => city.trim().replaceAll(' ', '_').toLowerCase());
  const found = Intl.supportedValuesOf('timeZone').find(
    (zone) => names.includes(cityOf(zone)) && standardOffset(zone) === offset,
  );
  return found ?? offset;
}

function cityOf(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1).toLowerCase();
}

// Summer time is in January or in July, wherever there is one.
const WINTER = Date.UTC(2026, 0, 1);
const SUMMER = Date.UTC(2026, 6, 1);

function standardOffset(timeZone: string): string | null {
  return toOffset(Math.min(offsetAt(timeZone, WINTER), offsetAt(timeZone, SUMMER)) / HOUR_MS);
}

/** The offset of a zone at an instant of whole seconds, in milliseconds; without Temporal, which pages with forms would load. */
function offsetAt(timeZone: string, at: number): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - at;
}
