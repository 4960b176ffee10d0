/*
 * One statement that writes the starts of many sessions.
 *
 * batch/independent  Each start is written or refused on its own, like a start without thread and extras in commit.ts.
 */

import type { Db } from '../connection/transaction';
import { defineStatement } from '../statement/statement';
import { type TurnCommit, toPlainStartParams } from './commit';
import { toColumns, toRecordset } from './piece-columns';
import { INSERT, IS_PUBLISHED, RECORD } from './pieces';

const { columns, toRow } = toRecordset([INSERT, IS_PUBLISHED, RECORD]);

const manyStarts = defineStatement<{ given: string }>(
  'commit_many_starts',
  `WITH given AS (
    SELECT * FROM json_to_recordset(:given::json) AS g(${columns})
  ), begun AS (
    ${toColumns(INSERT, 'given')} FROM given WHERE ${toColumns(IS_PUBLISHED, 'given')} RETURNING org_id, id
  ), moved AS (
    SELECT begun.*, given.* FROM begun JOIN given ON given."orgId" = begun.org_id AND given."sessionId" = begun.id
  ), ${toColumns(RECORD, 'moved')} SELECT id FROM begun`,
);

/** Writes new sessions with their first turns; returns the ids of those that were written. */
export async function commitManyStarts(
  { pool }: Db,
  commits: readonly TurnCommit[],
): Promise<ReadonlySet<string>> {
  const given = commits.map((commit) => toRow(toPlainStartParams(commit)));
  const { rows } = await pool.query<{ id: string }>(manyStarts({ given: `[${given.join(',')}]` }));
  return new Set(rows.map(({ id }) => id));
}
