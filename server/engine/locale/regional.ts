import { isJsonObject } from '../data/is-json-object';
import { quote } from '../data/quote';
import { parseLanguageTag } from './locale';
import type { OpeningHours } from './opening-hours';
import { parseTimeZone } from './time-zone';

/** Regional settings: a BCP 47 tag, and an IANA time zone or a fixed offset such as "+05:30". */
export type Regional = { locale?: string; timeZone?: string };

/**
 * The settings of a session's organization or channel, which apply where neither session nor flow has one. `disclosure` is said before
 * the first words of a model.
 */
export type RegionalDefaults = Regional & { openingHours?: OpeningHours; disclosure?: string };

/** Valid settings, and sentences about those that were left out. */
export type ParsedRegional = { regional: Regional; notes: string[] };

/** Parses regional settings of any shape; unknown locales and time zones are left out. */
export function parseRegional(given: unknown): ParsedRegional {
  const { locale, timeZone } = isJsonObject(given) ? given : {};
  const notes: string[] = [];
  const read = (value: unknown, parse: (text: string) => string | null, noun: string): string | null => {
    if (value === undefined || value === null || value === '') return null;
    const parsed = typeof value === 'string' ? parse(value) : null;
    if (parsed === null) notes.push(`Left out the unknown ${noun} ${quote(String(value))}.`);
    return parsed;
  };
  const tag = read(locale, parseLanguageTag, 'locale');
  const zone = read(timeZone, parseTimeZone, 'time zone');
  return { regional: { ...(tag && { locale: tag }), ...(zone && { timeZone: zone }) }, notes };
}
