import { countChars } from '../../data/plain-data';
import type { Json } from '../../json';
import { clipValue } from './clip-value';

/** A value in a trace is kept whole up to this many characters of JSON. */
const MAX_VALUE_CHARS = 2_000;

/** Keeps a small value whole and the beginnings of a large one. */
export function clipJson(value: Json): Json {
  return countChars(value, MAX_VALUE_CHARS) <= MAX_VALUE_CHARS ? value : (clipValue(value) ?? null);
}
