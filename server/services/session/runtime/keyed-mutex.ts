/** Runs work of the same key one after the other within this process; other keys do not wait. */
export type KeyedMutex = { runExclusive<T>(key: string, work: () => Promise<T>): Promise<T> };

/**
 * Makes a mutex. It saves turns of one session from conflicting commits; correctness does not depend on it, because the commit
 * itself refuses a turn that comes second (turn/once).
 */
export function createKeyedMutex(): KeyedMutex {
  const tails = new Map<string, Promise<unknown>>();

  async function runExclusive<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = tails.get(key);
    const mine = before ? before.then(work, work) : work();
    tails.set(key, mine);
    try {
      return await mine;
    } finally {
      if (tails.get(key) === mine) tails.delete(key);
    }
  }

  return { runExclusive };
}
