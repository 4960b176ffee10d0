/*
 * One statement that writes the starts of many sessions.
 *
 * batch/independent  Each start is written or refused on its own, like a start without thread and extras in commit.ts.
 */

import type { Db } from '../connection/transaction';
import { type TurnCommit, toPlainStartParams } from './commit';
import { defineBatch, toColumns } from './piece-columns';
import { INSERT, IS_PUBLISHED, RECORD } from './pieces';

const writeStarts = defineBatch(
  'commit_many_starts',
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
  return writeStarts(db, commits.map(toPlainStartParams));
}
