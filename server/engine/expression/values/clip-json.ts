import { countChars } from '../../data/plain-data';
import type { Json } from '../../json';
import { clipValue } from './clip-value';

/** Longer values are clipped in a trace. */
const MAX_VALUE_CHARS = 2_000;

/** Keeps a small value and clips a large one for display in a trace. */
export function clipJson(value: Json): Json {
  return countChars(value, MAX_VALUE_CHARS) <= MAX_VALUE_CHARS ? value : (clipValue(value) ?? null);
}
