/** What waits in a queue, since when it may wait no longer, and how it is told. */
export type Waiter = { orgId: string; until: number; start(): void; refuse(): void };

/** Waiters by organization, each of which has its turn before any has another. */
export type FairQueue = {
  size(): number;
  waitingOf(orgId: string): number;
  /** How many wait of the organization with most waiters. */
  longest(): number;
  push(waiter: Waiter): void;
  /** Takes the next whose organization `may` start; null when there is none. */
  take(may: (orgId: string) => boolean): Waiter | null;
  /** Takes the newest of the organization with most waiters. */
  takeFromLongest(): Waiter | null;
  /** Takes everyone who waits for longer than they may. */
  takeOverdue(now: number): Waiter[];
};

/** Makes an empty queue. */
export function createFairQueue(): FairQueue {
  // The order of the map is the order of turns.
  const lines = new Map<string, Waiter[]>();
  let size = 0;

  const shift = (orgId: string, line: Waiter[]): Waiter | null => {
    const waiter = line.shift() ?? null;
    lines.delete(orgId);
    if (line.length > 0) lines.set(orgId, line);
    if (waiter) size -= 1;
    return waiter;
  };

  return {
    size: () => size,
    waitingOf: (orgId) => lines.get(orgId)?.length ?? 0,
    longest: () => longestOf(lines.values())?.length ?? 0,
    push: (waiter) => {
      const line = lines.get(waiter.orgId);
      if (line) line.push(waiter);
      else lines.set(waiter.orgId, [waiter]);
      size += 1;
    },
    take: (may) => {
      for (const [orgId, line] of lines) if (may(orgId)) return shift(orgId, line);
      return null;
    },
    takeFromLongest: () => {
      const longest = longestOf(lines.values());
      const waiter = longest?.pop() ?? null;
      if (waiter) size -= 1;
      if (waiter && longest?.length === 0) lines.delete(waiter.orgId);
      return waiter;
    },
    takeOverdue: (now) => {
      const overdue: Waiter[] = [];
      for (const [orgId, line] of lines) {
        const first = line.findIndex(({ until }) => until > now);
        const gone = line.splice(0, first === -1 ? line.length : first);
        overdue.push(...gone);
        if (line.length === 0) lines.delete(orgId);
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
