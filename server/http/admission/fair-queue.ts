/** What waits in a queue, since when it may wait no longer, and how it is told. */
type Waiter = { subject: string; until: number; start(): void; refuse(): void };

/** Waiters by subject (an organization, an address), each of which has its turn before any has another. */
export type FairQueue = {
  size(): number;
  waitingOf(subject: string): number;
  /** How many wait of the subject with most waiters. */
  longest(): number;
  push(waiter: Waiter): void;
  /** Takes the next whose subject `may` start; null when there is none. */
  take(may: (subject: string) => boolean): Waiter | null;
  /** Takes the newest of the subject with most waiters. */
  takeFromLongest(): Waiter | null;
  /** Takes everyone who waits for longer than they may. */
  takeOverdue(now: number): Waiter[];
};

/** Makes an empty queue. */
export function createFairQueue(): FairQueue {
  // The order of the map is the order of turns.
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
