import { isDatabaseAway, isStatementTimeout } from './database-away';

/** How many statements are under way at most, and how many items one takes at most. */
export type Gathering = { atOnce: number; most: number };

/** How one item alone is asked for, and how many are by one statement, whose results stand in their order. */
export type Ways<T, R> = { one(item: T): Promise<R>; many(items: readonly T[]): Promise<R[]> };

type Waiting<T, R> = { item: T; resolve(result: R): void; reject(error: unknown): void };

/**
 * Sends what comes alone at once; what comes while `atOnce` statements are under way goes together with the next, up to
 * `most` items. What cannot go together goes one by one, unless the database is away.
 */
export function gather<T, R>(ways: Ways<T, R>, { atOnce, most }: Gathering): (item: T) => Promise<R> {
  let waiting: Waiting<T, R>[] = [];
  let underWay = 0;

  const flush = (): void => {
    while (underWay < atOnce && waiting.length > 0) {
      const group = waiting.slice(0, most);
      waiting = waiting.slice(most);
      underWay += 1;
      void settleAll(ways, group).then(() => {
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
async function settleAll<T, R>(ways: Ways<T, R>, group: readonly Waiting<T, R>[]): Promise<void> {
  if (group.length === 1) return settleEach(ways, group);
  try {
    const results = await ways.many(group.map(({ item }) => item));
    for (const [at, result] of results.entries()) group[at]?.resolve(result);
  } catch (error) {
    // One row that is locked must not keep the others out.
    if (!isDatabaseAway(error) || isStatementTimeout(error)) return settleEach(ways, group);
    for (const { reject } of group) reject(error);
  }
}

async function settleEach<T, R>({ one }: Ways<T, R>, group: readonly Waiting<T, R>[]): Promise<void> {
  await Promise.all(group.map(({ item, resolve, reject }) => one(item).then(resolve, reject)));
}
