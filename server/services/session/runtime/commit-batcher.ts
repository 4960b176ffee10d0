import type { Db } from '@/server/db/connection/transaction';
import type { TurnCommit } from '@/server/db/turn/turn-commit';
import {
  type BatchCalls,
  type BatchOptions,
  createBatcher,
  createKeyedBatcher,
} from '@/server/shared/batcher';

export type CommitBatcher = {
  /** Commits turns; false when they were refused. */
  commit(commit: TurnCommit): Promise<boolean>;
};

type CommitCalls = {
  one(db: Db, commit: TurnCommit): Promise<boolean>;
  /** Returns the ids of the sessions whose turns were written. */
  many(db: Db, commits: readonly TurnCommit[]): Promise<ReadonlySet<string>>;
};

/** Makes a batcher of commits of different sessions; on a distributed PostgreSQL, those of one organization go together. */
export function createCommitBatcher(
  db: Db,
  { one, many }: CommitCalls,
  options: BatchOptions,
): CommitBatcher {
  const calls: BatchCalls<TurnCommit, boolean> = {
    one: (commit) => one(db, commit),
    many: async (commits) => {
      const committed = await many(db, commits);
      return commits.map(({ session }) => committed.has(session.id));
    },
  };
  const toOrganization = ({ session }: TurnCommit) => session.orgId;
  return {
    commit: db.isDistributed
      ? createKeyedBatcher(toOrganization, calls, options)
      : createBatcher(calls, options),
  };
}
