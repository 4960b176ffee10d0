/*
 * audit/events-are-bounded: of security events of one kind and subject, a process writes the first few of an hour into
 *   the audit log, and then the tenth, the hundredth and so on, each with the count so far. Attempts without end cannot
 *   fill the table; each of them is in the structured log.
 */
import type { Clock } from '@/server/gateways/clock';

const WINDOW_MS = 3_600_000;
const ALWAYS = 5;
// Subjects are people, keys and channels that exist; beyond this many in an hour the structured log alone has them.
const MAX_SUBJECTS = 50_000;

/** Counts security events of a process. */
export type SecurityEventLimit = {
  /** Counts one event of a subject; returns which one of this hour it is, or null when it is not to be written. */
  count(subject: string): number | null;
};

/** Makes a process's counts. */
export function createSecurityEventLimit(clock: Clock): SecurityEventLimit {
  let windowNo = 0;
  let counts = new Map<string, number>();
  return {
    count: (subject) => {
      const now = Math.floor(clock.now() / WINDOW_MS);
      if (now > windowNo) {
        windowNo = now;
        counts = new Map();
      }
      const before = counts.get(subject);
      if (before === undefined && counts.size >= MAX_SUBJECTS) return null;
      const count = (before ?? 0) + 1;
      counts.set(subject, count);
      return count <= ALWAYS || isPowerOfTen(count) ? count : null;
    },
  };
}

function isPowerOfTen(count: number): boolean {
  return /^10*$/.test(String(count));
}
