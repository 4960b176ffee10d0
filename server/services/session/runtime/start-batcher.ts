import type { Db } from '@/server/db/connection/transaction';
import { commitFirstTurn, type TurnCommit } from '@/server/db/turn/commit';
import { commitManyStarts } from '@/server/db/turn/commit-many-starts';
import { type BatchOptions, createBatcher } from '@/server/shared/batcher';

/*
 * Commits the session starts of one process.
 *
 * starts/no-waiting  A start waits only while `concurrency` statements are under way. Starts that wait or arrive at the same
 *     time go together, at most `maxItems` in a statement.
 * starts/independent  A start that is refused or cannot be stored does not keep out any other.
 */
export type StartBatcher = {
  /** Commits a start without thread and extras; false when its version is no longer the published one. */
  commit(commit: TurnCommit): Promise<boolean>;
};

/** Makes the start batcher of a process. */
export function createStartBatcher(db: Db, options: BatchOptions): StartBatcher {
  const one = (commit: TurnCommit) => commitFirstTurn(db, commit);
  const many = async (commits: readonly TurnCommit[]) => {
    const committed = await commitManyStarts(db, commits);
    return commits.map(({ session }) => committed.has(session.id));
  };
  return { commit: createBatcher({ one, many }, options) };
}
