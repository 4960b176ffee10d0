import type { Db } from '@/server/db/connection/transaction';
import { commitTurn, type TurnCommit } from '@/server/db/turn/commit';
import { commitManyTurns } from '@/server/db/turn/commit-many';
import { isDatabaseUnavailable, isStatementTimeout } from '@/server/shared/database-unavailable';

/** Commits turns of many sessions with one statement; false where another turn of the session came first. */
export type MomentBatcher = { commit(commit: TurnCommit): Promise<boolean> };

type Waiting = {
  commit: TurnCommit;
  resolve: (isCommitted: boolean) => void;
  reject: (error: unknown) => void;
};

/** Makes a batcher that commits the turns of one moment together, at most `most` sessions in a statement. */
export function createMomentBatcher(db: Db, { most }: { most: number }): MomentBatcher {
  let waiting = new Map<string, Waiting>();

  const flush = (): void => {
    const all = [...waiting.values()];
    waiting = new Map();
    for (let from = 0; from < all.length; from += most) void commitAll(db, all.slice(from, from + most));
  };

  const enqueue = (commit: TurnCommit): Promise<boolean> => {
    const { id } = commit.session;
    if (waiting.has(id) || commit.extras?.idempotencyKey) return commitTurn(db, commit);
    if (waiting.size === 0) setImmediate(flush);
    return new Promise((resolve, reject) => {
      waiting.set(id, { commit, resolve, reject });
    });
  };

  return { commit: enqueue };
}

async function commitAll(db: Db, group: readonly Waiting[]): Promise<void> {
  try {
    const committed = await commitManyTurns(
      db,
      group.map(({ commit }) => commit),
    );
    for (const { commit, resolve } of group) resolve(committed.has(commit.session.id));
  } catch (error) {
    // A turn that cannot be stored must not keep out the others.
    for (const { commit, resolve, reject } of group) {
      if (isDatabaseUnavailable(error) && !isStatementTimeout(error)) reject(error);
      else commitTurn(db, commit).then(resolve, reject);
    }
  }
}
