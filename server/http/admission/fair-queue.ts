/** One waiting request: `until` when, in milliseconds of `performance.now()`, and how it is started or refused. */
type Waiter = { subject: string; until: number; start(): void; refuse(): void };

/** Waiters by subject (an organization, an address); subjects take turns. */
export type FairQueue = {
  size(): number;
  waitingOf(subject: string): number;
  /** The number of waiters of the subject with the most. */
  longest(): number;
  push(waiter: Waiter): void;
  /** Removes the next waiter whose subject `may` start; null when there is none. */
  take(may: (subject: string) => boolean): Waiter | null;
  /** Removes the newest waiter of the subject with the most waiters. */
  takeFromLongest(): Waiter | null;
  /** Removes all waiters whose time is over. */
  takeOverdue(now: number): Waiter[];
};

/** Creates an empty queue. */
export function createFairQueue(): FairQueue {
  // The order of the map is the order in which subjects take turns.
  const lines = new Map<string, Waiter[]>();
  let size = 0;

  const shift = (subject: string, line: Waiter[]): Waiter | null => {
    const waiter = line.shift() ?? null;
    lines.delete(subject);
    if (line.length > 0) lines.set(subject, line);
    if (waiter) size -= 1;
    return waiter;
  };

  return {
    size: () => size,
    waitingOf: (subject) => lines.get(subject)?.length ?? 0,
    longest: () => longestOf(lines.values())?.length ?? 0,
    push: (waiter) => {
      const line = lines.get(waiter.subject);
      if (line) line.push(waiter);
      else lines.set(waiter.subject, [waiter]);
      size += 1;
    },
    take: (may) => {
      for (const [subject, line] of lines) if (may(subject)) return shift(subject, line);
      return null;
    },
    takeFromLongest: () => {
      const longest = longestOf(lines.values());
      const waiter = longest?.pop() ?? null;
      if (waiter) size -= 1;
      if (waiter && longest?.length === 0) lines.delete(waiter.subject);
      return waiter;
    },
    takeOverdue: (now) => {
      const overdue: Waiter[] = [];
      for (const [subject, line] of lines) {
        const first = line.findIndex(({ until }) => until > now);
        const gone = line.splice(0, first === -1 ? line.length : first);
        overdue.push(...gone);
        if (line.length === 0) lines.delete(subject);
      }
      size -= overdue.length;
      return overdue;
    },
  };
}

function longestOf(lines: Iterable<Waiter[]>): Waiter[] | null {
  let longest: Waiter[] | null = null;
  for (const line of lines) if (line.length > (longest?.length ?? 0)) longest = line;
  return longest;
}
