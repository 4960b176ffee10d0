import { toStoredJson } from '@/server/shared/stored-json';
import type { Json } from '../json';
import type { SessionState } from '../session';

const UNSTORABLE_CHARACTER = /[\p{Cs}\0]/u;

/** The state as the next turn reads it; the same object where storing does not change it. */
export function toStoredState(state: SessionState): SessionState {
  return isStorable(state) ? state : (JSON.parse(toStoredJson(state)) as SessionState);
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
