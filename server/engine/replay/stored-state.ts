import type { Json } from '../json';
import type { SessionState } from '../session';

const UNSTORABLE_CHARACTER = /[\p{Cs}\0]/u;
// PostgreSQL cannot store NUL and unpaired surrogates. An escaped backslash is matched so that it is not taken for an escape.
const UNSTORABLE = /\\\\|\\u(?:0000|d[89a-f][0-9a-f]{2})/g;
const MAYBE_UNSTORABLE = /\\u(?:0000|d[89a-f])/;

/** Serializes data as it is stored, with U+FFFD for each character that cannot be. */
export function toStoredText(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null';
  if (!MAYBE_UNSTORABLE.test(text)) return text;
  return text.replace(UNSTORABLE, (found) => (found === '\\\\' ? found : '\\ufffd'));
}

/** The state as the next turn reads it; the same object where storing does not change it. */
export function toStoredState(state: SessionState): SessionState {
  return isStorable(state) ? state : (JSON.parse(toStoredText(state)) as SessionState);
}

/** Tells whether storing changes no text of a value. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !UNSTORABLE_CHARACTER.test(value);
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isStorable);
  return Object.entries(value as { [key: string]: Json }).every(
    ([key, child]) => isStorable(key) && isStorable(child),
  );
}
