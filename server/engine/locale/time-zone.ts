/** The time zone of a session for which nobody names one. */
export const DEFAULT_TIME_ZONE = 'UTC';

const MAX_CHARS = 64;
const OFFSET = /^(?<sign>[+\-−])(?<hours>[01]\d|2[0-3])(?::?(?<minutes>[0-5]\d))?$/;

/**
 * Parses the IANA name of a time zone, such as "Europe/Berlin", or a fixed offset, which becomes "+05:30"; null if there
 * is no such zone.
 */
export function parseTimeZone(text: string): string | null {
  const name = text.trim();
  if (name === '' || name.length > MAX_CHARS) return null;
  const offset = OFFSET.exec(name)?.groups;
  if (offset) return `${offset.sign === '+' ? '+' : '-'}${offset.hours}:${offset.minutes ?? '00'}`;
  return /^[A-Za-z]/.test(name) && isKnownZone(name) ? name : null;
}

function isKnownZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
