/*
 * The places of secrets in a request.
 *
 * secret/unforgeable  A value that a user, a service or a variable provides never becomes the place of a secret.
 */

import { SECRETS } from '@/server/shared/secret-name';
import { setOwn } from '../data/set-own';
import type { Json, JsonObject } from '../json';
import { hasMarks, replaceMarks } from './mark-secrets';

/** How the value of a secret is written at its place. */
type SecretEncoding = 'plain' | 'url' | 'json';

/** Where `$secret.NAME` stands in a text: `at` is its index. */
export type SecretPlace = { name: string; at: number; encoding: SecretEncoding };

/** A text that shows the names of its secrets, and their places; absent without any. */
export type PlacedText = { text: string; places?: SecretPlace[] };

type SecretPlacer = {
  /** Replaces the marks of a text by tokens of letters and digits, which no encoding changes. */
  hide(marked: string): string;
  /** Finds the tokens in the encoded text; null if the encoding changed one. */
  place(encoded: string, encodingAt: (at: number) => SecretEncoding): PlacedText | null;
};

const NOTHING_TO_PLACE: SecretPlacer = { hide: (text) => text, place: (text) => ({ text }) };

/** Creates a placer for the texts of one part of a request, such as its URL with the query. */
export function createSecretPlacer(marked: readonly string[]): SecretPlacer {
  return marked.some(hasMarks) ? createTokens(marked.join('\n')) : NOTHING_TO_PLACE;
}

/** Converts data to JSON text with the places of its secrets. */
export function placeInJson(value: Json): PlacedText {
  const plain = JSON.stringify(value);
  // In JSON text a mark is an escape. A user can write the same characters, which only costs the search for marks.
  if (!plain.includes('\\udc00')) return { text: plain };
  const tokens = createTokens(plain);
  return tokens.place(JSON.stringify(mapTexts(value, tokens.hide)), () => 'json') ?? { text: plain };
}

/** Converts a text, such as that of a header, with the places of its secrets. */
export function placeInText(marked: string, convert = (text: string) => text): PlacedText {
  const { hide, place } = createSecretPlacer([marked]);
  return place(convert(hide(marked)), () => 'plain') ?? { text: '' };
}

/** Encodes the fields of a form with the places of their secrets. */
export function placeInForm(fields: readonly (readonly [name: string, value: string])[]): PlacedText {
  const { hide, place } = createSecretPlacer(fields.flat());
  const encoded = new URLSearchParams(fields.map(([name, value]) => [name, hide(value)])).toString();
  return place(encoded, () => 'url') ?? { text: '' };
}

function createTokens(text: string): SecretPlacer {
  const names: string[] = [];
  const prefix = choosePrefix(text);
  return {
    hide: (marked) => replaceMarks(marked, (name) => `${prefix}${names.push(name) - 1}x`),
    place: (encoded, encodingAt) => {
      const found = [...encoded.matchAll(new RegExp(`${prefix}(\\d+)x`, 'g'))];
      if (found.length !== names.length) return null;
      const places: SecretPlace[] = [];
      let shown = '';
      let end = 0;
      for (const match of found) {
        const name = names[Number(match[1])] ?? '';
        shown += encoded.slice(end, match.index);
        places.push({ name, at: shown.length, encoding: encodingAt(match.index) });
        shown += `${SECRETS}.${name}`;
        end = match.index + match[0].length;
      }
      return { text: shown + encoded.slice(end), ...(places.length > 0 && { places }) };
    },
  };
}

/** The start of a token, which the text does not contain in letters of either case. */
function choosePrefix(text: string): string {
  const taken = new Set([...text.toLowerCase().matchAll(/(?<=s)\d{1,9}(?=x)/g)].map(([digits]) => digits));
  let salt = 0;
  while (taken.has(String(salt))) salt += 1;
  return `s${salt}x`;
}

function mapTexts(value: Json, map: (text: string) => string): Json {
  if (typeof value === 'string') return map(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, map));
  const copy: JsonObject = {};
  for (const [key, item] of Object.entries(value)) setOwn(copy, key, mapTexts(item, map));
  return copy;
}
