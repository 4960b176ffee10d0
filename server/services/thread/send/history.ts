import type { ThreadEntry, VisitorEntry } from './thread-entry';

/*
 * thread/answers-the-last  Of entries that are sent together, the flow answers those after the last person's message, and none
 *                          if the session is closed with them: what a person has answered needs no answer, and a thread that
 *                          is closed at once is history.
 */

/** Entries that are recorded and not answered, and the visitor's entries that the flow answers. */
export type SplitEntries = { history: ThreadEntry[]; answered: VisitorEntry[] };

/** Splits the entries of one request; `close` ends the session after them. */
export function splitEntries(entries: readonly ThreadEntry[], close = false): SplitEntries {
  const from = close ? entries.length : entries.findLastIndex(({ type }) => type === 'person') + 1;
  return {
    history: entries.slice(0, from),
    answered: entries.slice(from).filter((entry) => entry.type === 'visitor'),
  };
}

/** Whether a person among the entries takes the conversation from the flow. */
export function isTakenOver(entries: readonly ThreadEntry[]): boolean {
  return entries.some((entry) => entry.type === 'person' && entry.takesControl !== false);
}
