import { isDatabaseUnavailable, isStatementTimeout } from './database-unavailable';

/** The most statements that run at once, and the most items of one statement. */
export type BatchOptions = { concurrency: number; maxItems: number };

/** `one` handles a single item; `many` handles several with one statement and returns results in their order. */
export type BatchCalls<T, R> = { one(item: T): Promise<R>; many(items: readonly T[]): Promise<R[]> };

type Waiting<T, R> = { item: T; resolve(result: R): void; reject(error: unknown): void };

/**
 * Creates a batcher. Items that arrive in one turn of the event loop are sent together, up to `maxItems` in a statement and
 * evenly over the statements that may still run; while `concurrency` statements run, items wait. A batch that fails is sent
 * one by one, unless the database is unavailable.
 */
export function createBatcher<T, R>(
  calls: BatchCalls<T, R>,
  { concurrency, maxItems }: BatchOptions,
): (item: T) => Promise<R> {
  let waiting: Waiting<T, R>[] = [];
  let underWay = 0;
  let isScheduled = false;

  const flush = (): void => {
    isScheduled = false;
    while (underWay < concurrency && waiting.length > 0) {
      const size = Math.min(maxItems, Math.ceil(waiting.length / (concurrency - underWay)));
      const group = waiting.slice(0, size);
      waiting = waiting.slice(size);
      underWay += 1;
      void settleAll(calls, group).then(() => {
        underWay -= 1;
        schedule();
      });
    }
  };

  const schedule = (): void => {
    if (isScheduled || underWay >= concurrency || waiting.length === 0) return;
    isScheduled = true;
    setImmediate(flush);
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      schedule();
    });
}

/** Creates a batcher for each key: items of different keys never share a statement, and each key has its own `concurrency`. */
export function createKeyedBatcher<T, R>(
  keyOf: (item: T) => string,
  calls: BatchCalls<T, R>,
  options: BatchOptions,
): (item: T) => Promise<R> {
  const batchers = new Map<string, { send(item: T): Promise<R>; underWay: number }>();
  return async (item) => {
    const key = keyOf(item);
    const own = batchers.get(key) ?? { send: createBatcher(calls, options), underWay: 0 };
    batchers.set(key, own);
    own.underWay += 1;
    try {
      return await own.send(item);
    } finally {
      own.underWay -= 1;
      if (own.underWay === 0) batchers.delete(key);
    }
  };
}

/** Settles every item of a group; never throws. */
async function settleAll<T, R>(calls: BatchCalls<T, R>, group: readonly Waiting<T, R>[]): Promise<void> {
  if (group.length === 1) return settleEach(calls, group);
  try {
    const results = await calls.many(group.map(({ item }) => item));
    for (const [at, result] of results.entries()) group[at]?.resolve(result);
  } catch (error) {
    // One locked row must not fail the others.
    if (!isDatabaseUnavailable(error) || isStatementTimeout(error)) return settleEach(calls, group);
    for (const { reject } of group) reject(error);
  }
}

async function settleEach<T, R>({ one }: BatchCalls<T, R>, group: readonly Waiting<T, R>[]): Promise<void> {
  await Promise.all(group.map(({ item, resolve, reject }) => one(item).then(resolve, reject)));
}
