/*
 * One statement that writes the turns of many sessions.
 *
 * batch/independent  The turns of each session are written or refused on their own, by the promises of commit.ts; the statement
 *     is made of the same pieces.
 * batch/never-waits  A session that another transaction is writing is refused, so two batches never wait for each other.
 * batch/no-keys  Turns with an idempotency key are not taken; they are committed alone (turn/key-in-commit).
 */

import type { Db } from '../connection/transaction';
import { defineStatement } from '../statement/statement';
import { toStoredJson } from '../statement/stored-json';
import { NO_EXTRAS, type TurnCommit, toFullParams } from './commit';
import { toColumns, toRecordset } from './piece-columns';
import { EXTRAS, IS_AS_READ, MOVE_ANY, RECORD_ALL } from './pieces';

const { columns, toRow } = toRecordset([MOVE_ANY, IS_AS_READ, RECORD_ALL, EXTRAS]);

const manyTurns = defineStatement<{ given: string }>(
  'commit_many_turns',
  `WITH free AS (
    SELECT g.* FROM json_to_recordset(:given::json) AS g(${columns})
    JOIN sessions s ON ${toColumns(IS_AS_READ, 'g')} FOR NO KEY UPDATE OF s SKIP LOCKED
  ), moved AS (
    ${toColumns(MOVE_ANY, 'free')} FROM free WHERE s.org_id = free."orgId" AND s.id = free."sessionId"
    RETURNING s.org_id, s.id, free.*
  ), ${toColumns(RECORD_ALL, 'moved')}, ${toColumns(EXTRAS, 'moved')} SELECT id FROM moved`,
);

/** Writes the turns of many different sessions; returns the ids of the sessions whose turns were written. */
export async function commitManyTurns(
  { pool }: Db,
  commits: readonly TurnCommit[],
): Promise<ReadonlySet<string>> {
  const given = commits.map((commit) => toRow(toFullParams(commit, commit.extras ?? NO_EXTRAS)));
  const { rows } = await pool.query<{ id: string }>(manyTurns({ given: toStoredJson(given) }));
  return new Set(rows.map(({ id }) => id));
}
