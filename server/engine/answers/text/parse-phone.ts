import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min';
import { quote } from '../../data/quote';

/** A telephone number in E.164 form. `note` says in which region a national number was read. */
export type ParsedPhone = { number: string; note?: string };

const MAX_CHARS = 60;

/** True for a region (ISO 3166, such as "DE") whose telephone numbers can be read. */
export function isPhoneRegion(region: string): boolean {
  return isSupportedCountry(region);
}

/**
 * Parses a telephone number; null if the text is none. A number without a country code is read in `region`,
 * and is none if there is no region.
 */
export function parsePhone(text: string, region: string | null): ParsedPhone | null {
  if (text.length > MAX_CHARS) return null;
  const dialed = text.replace(/^tel:/i, '').trim();
  if (/\p{L}/u.test(dialed)) return null;
  const known = region !== null && isSupportedCountry(region) ? region : undefined;
  const national = known && parseNational(dialed, known);
  if (national) return describeNational(national, text, known);
  const international = parseInternational(dialed);
  return international ? { number: international.number } : null;
}

// A prefix such as 011 may lead to another country.
function describeNational(
  { number, countryCallingCode }: PhoneNumber,
  text: string,
  region: CountryCode,
): ParsedPhone {
  if (countryCallingCode !== getCountryCallingCode(region)) return { number };
  return { number, note: `Read ${quote(text)} as a number of ${region}.` };
}

/** Reads a number as it is dialed in a region, which must be valid there. */
function parseNational(dialed: string, defaultCountry: CountryCode): PhoneNumber | null {
  if (dialed.startsWith('+')) return null;
  const number = parsePhoneNumberFromString(dialed, { defaultCountry, extract: false });
  return number?.isValid() ? number : null;
}

/** Reads a number with a country code after + or 00. New number ranges are accepted, so only the length is checked. */
function parseInternational(dialed: string): PhoneNumber | null {
  // The trunk prefix "(0)" is omitted from international numbers.
  const plain = dialed.replace(/^00/, '+').replace('(0)', '');
  if (!plain.startsWith('+')) return null;
  const number = parsePhoneNumberFromString(plain, { extract: false });
  return number?.isPossible() ? number : null;
}
