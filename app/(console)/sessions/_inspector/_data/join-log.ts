import { turnOfEvent } from '../_model/event-log';
import type { Parts } from './blocks';

/**
 * The turns that are shown: those around an older turn, and the loaded end of the session, which begins with turn
 * `from`, if it follows them.
 */
export function joinLog(older: Parts, end: Parts, from: number): Parts {
  const last = older.turns.at(-1)?.no ?? 0;
  if (last < from - 1) return older;
  return {
    turns: [...older.turns.filter(({ no }) => no < from), ...end.turns],
    events: [...older.events.filter(({ id }) => turnOfEvent(id) < from), ...end.events],
  };
}
