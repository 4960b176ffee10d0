import { isDatabaseUnavailable, isStatementTimeout } from './database-unavailable';

/** How many statements are under way at most, and how many items one takes at most. */
export type BatchOptions = { concurrency: number; maxItems: number };

/** How one item alone is asked for, and how many are by one statement, whose results stand in their order. */
export type BatchCalls<T, R> = { one(item: T): Promise<R>; many(items: readonly T[]): Promise<R[]> };

type Waiting<T, R> = { item: T; resolve(result: R): void; reject(error: unknown): void };

/**
 * Sends what comes alone at once; what comes while `concurrency` statements are under way goes together with the next, up to
 * `maxItems` items. What cannot go together goes one by one, unless the database is away.
 */
export function createBatcher<T, R>(
  calls: BatchCalls<T, R>,
  { concurrency, maxItems }: BatchOptions,
): (item: T) => Promise<R> {
  let waiting: Waiting<T, R>[] = [];
  let underWay = 0;

  const flush = (): void => {
    while (underWay < concurrency && waiting.length > 0) {
      const group = waiting.slice(0, maxItems);
      waiting = waiting.slice(maxItems);
      underWay += 1;
      void settleAll(calls, group).then(() => {
        underWay -= 1;
        flush();
      });
    }
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      flush();
    });
}

/** Tells each of a group what came of it; never throws. */
async function settleAll<T, R>(calls: BatchCalls<T, R>, group: readonly Waiting<T, R>[]): Promise<void> {
  if (group.length === 1) return settleEach(calls, group);
  try {
    const results = await calls.many(group.map(({ item }) => item));
    for (const [at, result] of results.entries()) group[at]?.resolve(result);
  } catch (error) {
    // One row that is locked must not keep the others out.
    if (!isDatabaseUnavailable(error) || isStatementTimeout(error)) return settleEach(calls, group);
    for (const { reject } of group) reject(error);
  }
}

async function settleEach<T, R>({ one }: BatchCalls<T, R>, group: readonly Waiting<T, R>[]): Promise<void> {
  await Promise.all(group.map(({ item, resolve, reject }) => one(item).then(resolve, reject)));
}
