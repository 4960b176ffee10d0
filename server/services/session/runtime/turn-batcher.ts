import type { Db } from '@/server/db/connection/transaction';
import { commitTurn, type TurnCommit } from '@/server/db/turn/commit';
import { commitManyShortTurns, commitManyTurns } from '@/server/db/turn/commit-many';
import { type BatchOptions, createBatcher } from '@/server/shared/batcher';

/*
 * Commits the turns that requests of one process make.
 *
 * turns/no-waiting  A turn waits only while `concurrency` statements are under way. Turns that wait or arrive at the same time
 *     go together, at most `maxItems` in a statement: those without extras into one, the others into another.
 * turns/independent  A turn that is refused or cannot be stored does not keep out any other.
 * turns/one-of-each  A session has one turn under way at most: the mutex of its caller sees to that.
 */
export type TurnBatcher = {
  /** Commits turns; false as in `commitTurn`, and when another transaction is writing the session. */
  commit(commit: TurnCommit): Promise<boolean>;
};

type CommitMany = typeof commitManyTurns;

/** Makes the batcher of a process's turns. */
export function createTurnBatcher(db: Db, options: BatchOptions): TurnBatcher {
  const one = (commit: TurnCommit) => commitTurn(db, commit);
  const batch = (commitMany: CommitMany) => {
    const many = async (commits: readonly TurnCommit[]) => {
      const committed = await commitMany(db, commits);
      return commits.map(({ session }) => committed.has(session.id));
    };
    return createBatcher({ one, many }, options);
  };
  const commitShort = batch(commitManyShortTurns);
  const commitFull = batch(commitManyTurns);
  const commit = (turn: TurnCommit): Promise<boolean> => {
    if (!turn.extras) return commitShort(turn);
    // Only the statement of a single turn marks a key (turn/key-in-commit).
    return turn.extras.idempotencyKey === null ? commitFull(turn) : one(turn);
  };
  return { commit };
}
