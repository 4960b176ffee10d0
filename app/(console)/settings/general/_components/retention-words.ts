const MOST_DAYS = 3_650;

/** The data that retention deletes from a session. */
export const WHAT_GOES =
  'messages, turns with their variables and calls, suggestions, deliveries, requests that name the session, and then the threads, reported events and uploads of that age.';

/** The data that retention keeps. */
export const WHAT_STAYS = 'Running sessions, counts and the audit log are kept.';

/** Parses a typed number of days; null when it is not a number from 1 to 3,650. */
export function parseDays(text: string): number | null {
  const plain = text.trim().replaceAll(',', '');
  const days = /^\d{1,4}$/.test(plain) ? Number(plain) : 0;
  return days >= 1 && days <= MOST_DAYS ? days : null;
}

/** Whether the change deletes something that would be kept without it. */
export function isShorter(before: number | null, after: number | null): boolean {
  if (after === null) return false;
  return before === null || after < before;
}
