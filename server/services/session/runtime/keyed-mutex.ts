/** Runs the work on one session one after the other within this process; other sessions do not wait. */
export type KeyedMutex = { runExclusive<T>(sessionId: string, work: () => Promise<T>): Promise<T> };

/**
 * Makes lanes. They only spare the database from turns of one session that would refuse each other: that turns are
 * serialised is the commit's doing.
 */
export function createKeyedMutex(): KeyedMutex {
  const tails = new Map<string, Promise<unknown>>();

  async function runExclusive<T>(sessionId: string, work: () => Promise<T>): Promise<T> {
    const before = tails.get(sessionId);
    const mine = before ? before.then(work, work) : work();
    tails.set(sessionId, mine);
    try {
      return await mine;
    } finally {
      if (tails.get(sessionId) === mine) tails.delete(sessionId);
    }
  }

  return { runExclusive };
}
