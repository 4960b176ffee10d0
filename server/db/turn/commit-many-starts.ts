/*
 * One statement that writes the starts of many sessions.
 *
 * batch/independent  Each start is written or refused on its own, like a start without thread and extras in commit.ts.
 */

import type { Db } from '../connection/transaction';
import { commitByFunction, toStartCall } from './commit-by-function';
import { toPlainStartParams } from './commit-params';
import { defineBatch, toColumns } from './piece-columns';
import { INSERT, IS_PUBLISHED, RECORD } from './pieces';
import type { TurnCommit } from './turn-commit';

const STARTS = 'commit_many_starts';

const writeStarts = defineBatch(
  STARTS,
  [INSERT, IS_PUBLISHED, RECORD],
  (given) => `WITH given AS (
    SELECT * FROM ${given}
  ), begun AS (
    ${toColumns(INSERT, 'given')} FROM given WHERE ${toColumns(IS_PUBLISHED, 'given')} RETURNING org_id, id
  ), moved AS (
    SELECT begun.*, given.* FROM begun JOIN given ON given."orgId" = begun.org_id AND given."sessionId" = begun.id
  ), ${toColumns(RECORD, 'moved')} SELECT id FROM begun`,
);

/** Writes new sessions with their first turns; returns the ids of those that were written. */
export function commitManyStarts(db: Db, commits: readonly TurnCommit[]): Promise<ReadonlySet<string>> {
  if (db.isDistributed)
    return commitByFunction(
      db,
      STARTS,
      commits.map((commit) => toStartCall(commit, null)),
    );
  return writeStarts(db, commits.map(toPlainStartParams));
}
