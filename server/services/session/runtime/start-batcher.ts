import type { Db } from '@/server/db/connection/transaction';
import { commitFirstTurn } from '@/server/db/turn/commit';
import { commitManyStarts } from '@/server/db/turn/commit-many-starts';
import type { BatchOptions } from '@/server/shared/batcher';
import { type CommitBatcher, createCommitBatcher } from './commit-batcher';

/*
 * Commits the session starts of one process.
 *
 * starts/no-waiting  A start waits only while `concurrency` statements are under way. Starts that wait or arrive at the same
 *     time go together, at most `maxItems` in a statement.
 * starts/independent  A start that is refused or cannot be stored does not keep out any other.
 */

/** Makes the batcher of a process's starts without thread and extras, which refuses those of an outdated version. */
export function createStartBatcher(db: Db, options: BatchOptions): CommitBatcher {
  return createCommitBatcher(db, { one: commitFirstTurn, many: commitManyStarts }, options);
}
