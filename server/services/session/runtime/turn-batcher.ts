import type { Db } from '@/server/db/connection/transaction';
import { commitTurn } from '@/server/db/turn/commit';
import { commitManyShortTurns, commitManyTurns } from '@/server/db/turn/commit-many';
import type { BatchOptions } from '@/server/shared/batcher';
import { type CommitBatcher, createCommitBatcher } from './commit-batcher';

/*
 * Commits the turns that requests of one process make.
 *
 * turns/no-waiting  A turn waits only while `concurrency` statements are under way. Turns that wait or arrive at the same time
 *     go together, at most `maxItems` in a statement: those without extras into one, the others into another.
 * turns/independent  A turn that is refused or cannot be stored does not keep out any other.
 * turns/one-of-each  A session has one turn under way at most: the mutex of its caller sees to that.
 */

/** Makes the batcher of a process's turns, which also refuses those of a session that another transaction is writing. */
export function createTurnBatcher(db: Db, options: BatchOptions): CommitBatcher {
  const short = createCommitBatcher(db, { one: commitTurn, many: commitManyShortTurns }, options);
  const full = createCommitBatcher(db, { one: commitTurn, many: commitManyTurns }, options);
  return {
    commit: (turn) => {
      if (!turn.extras) return short.commit(turn);
      // Only the statement of a single turn marks a key (turn/key-in-commit).
      return turn.extras.idempotencyKey === null ? full.commit(turn) : commitTurn(db, turn);
    },
  };
}
