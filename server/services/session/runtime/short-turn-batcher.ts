import type { Db } from '@/server/db/connection/transaction';
import { commitTurn, type TurnCommit } from '@/server/db/turn/commit';
import { commitManyShortTurns } from '@/server/db/turn/commit-many';
import { type BatchOptions, createBatcher } from '@/server/shared/batcher';

/*
 * Commits the turns that requests of one process make.
 *
 * turns/no-waiting  A single turn is committed at once. Turns without extras that arrive while `concurrency` statements are
 *     under way go together into the next one, at most `maxItems`.
 * turns/independent  A turn that is refused or cannot be stored does not keep out any other.
 * turns/one-of-each  A session has one turn under way at most: the mutex of its caller sees to that.
 */
export type ShortTurnBatcher = {
  /** Commits turns, those with extras alone; false as in `commitTurn`, and when another transaction is writing the session. */
  commit(commit: TurnCommit): Promise<boolean>;
};

/** Makes the batcher of a process's turns. */
export function createShortTurnBatcher(db: Db, options: BatchOptions): ShortTurnBatcher {
  const one = (commit: TurnCommit) => commitTurn(db, commit);
  const many = async (commits: readonly TurnCommit[]) => {
    const committed = await commitManyShortTurns(db, commits);
    return commits.map(({ session }) => committed.has(session.id));
  };
  const commitShort = createBatcher({ one, many }, options);
  return { commit: (commit) => (commit.extras ? one(commit) : commitShort(commit)) };
}
