/*
 * audit/events-are-bounded: per process, hour, kind and subject, the audit log records the first five security
 *   events, then the tenth, the hundredth and so on, each with the count so far. Endless attempts cannot fill the
 *   table; the structured log has each of them.
 */
import type { Clock } from '@/server/gateways/clock';

const WINDOW_MS = 3_600_000;
const ALWAYS = 5;
// Subjects are existing people, keys and channels; beyond this number, events are only logged.
const MAX_SUBJECTS = 50_000;

/** Counts the security events of this process. */
export type SecurityEventLimit = {
  /** Counts one event of a subject; returns its number within the hour, or null when it is not recorded. */
  count(subject: string): number | null;
};

/** Creates the counts of a process. */
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
