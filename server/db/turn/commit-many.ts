/*
 * One statement that writes the turns of many sessions, for work that comes in heaps.
 *
 * M1 Each session's turns are kept or refused by themselves, as commit.ts says (C1, C3, C4, C5); its pieces are these.
 * M2 Nothing waits for a session that somebody else is writing: it is refused, so two heaps never wait for each other.
 * M3 Turns under an idempotency key (C2) are not taken: they are committed alone.
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

/** Keeps the turns of many sessions, each of them once among them; returns the ids of those whose turns were kept. */
export async function commitManyTurns(
  { pool }: Db,
  commits: readonly TurnCommit[],
): Promise<ReadonlySet<string>> {
  const given = commits.map((commit) => toRow(toFullParams(commit, commit.extras ?? NO_EXTRAS)));
  const { rows } = await pool.query<{ id: string }>(manyTurns({ given: toStoredJson(given) }));
  return new Set(rows.map(({ id }) => id));
}
