import type { Db } from '@/server/db/connection/transaction';
import { commitFirstTurn, type TurnCommit } from '@/server/db/turn/commit';
import { commitManyStarts } from '@/server/db/turn/commit-many-starts';
import { type BatchOptions, createBatcher } from '@/server/shared/batcher';

/*
 * Starts of one process on their way to the database.
 *
 * J1 One that comes alone is kept at once; those that come while `concurrency` statements are under way are kept together by
 *    the next, up to `most` of them. None waits for anything else.
 * J2 One that is refused or cannot be stored keeps no other out.
 */
export type StartBatcher = {
  /** Keeps a start that belongs to no thread and only speaks; false when its version is not the published one by now. */
  commit(commit: TurnCommit): Promise<boolean>;
};

/** Makes a process's group of starts. */
export function createStartBatcher(db: Db, gathering: BatchOptions): StartBatcher {
  const one = (commit: TurnCommit) => commitFirstTurn(db, commit);
  const many = async (commits: readonly TurnCommit[]) => {
    const kept = await commitManyStarts(db, commits);
    return commits.map(({ session }) => kept.has(session.id));
  };
  return { commit: createBatcher({ one, many }, gathering) };
}
