/*
 * The statements that write the turns of many sessions at once.
 *
 * batch/independent  The turns of each session are written or refused on their own, by the promises of commit.ts; the
 *     statements are made of the same pieces.
 * batch/never-waits  A session that another transaction is writing is refused, so two batches never wait for each other.
 * batch/no-keys  Turns with an idempotency key are not taken; they are committed alone (turn/key-in-commit).
 */

import type { Db } from '../connection/transaction';
import { NO_EXTRAS, type TurnCommit, toFullParams, toShortParams } from './commit';
import { defineBatch, toColumns } from './piece-columns';
import {
  CLEAR,
  EXTRAS,
  IS_AS_READ,
  IS_PREVIOUS_TURN,
  MOVE_ANY,
  MOVE_SHORT,
  RECORD,
  RECORD_ALL,
} from './pieces';

type Pieces = { move: string; isAsRead: string; record: string; others?: string };

// Always true. The planner takes such a condition for a rare one, and so looks each session up by its key, however few sessions
// there were when it made the plan.
const IS_GIVEN = 'g."turnNo" % 1 = 0';

function defineCommit(name: string, { move, isAsRead, record, others }: Pieces) {
  const written = others ? `${record}, ${others}` : record;
  return defineBatch(
    name,
    [move, isAsRead, written],
    (given) => `WITH free AS (
      SELECT g.* FROM ${given}
      JOIN sessions s ON ${toColumns(isAsRead, 'g')} WHERE ${IS_GIVEN} FOR NO KEY UPDATE OF s SKIP LOCKED
    ), moved AS (
      ${toColumns(move, 'free')} FROM free WHERE s.org_id = free."orgId" AND s.id = free."sessionId"
      RETURNING s.org_id, s.id, free.*
    ), ${toColumns(written, 'moved')} SELECT id FROM moved`,
  );
}

const commitFull = defineCommit('commit_many_turns', {
  move: MOVE_ANY,
  isAsRead: IS_AS_READ,
  record: RECORD_ALL,
  others: EXTRAS,
});
const SHORT = { move: MOVE_SHORT, isAsRead: IS_PREVIOUS_TURN, record: RECORD };
const commitShort = defineCommit('commit_many_short_turns', SHORT);
const commitLast = defineCommit('commit_many_last_turns', { ...SHORT, others: CLEAR });

/** Writes the turns of many different sessions; returns the ids of the sessions whose turns were written. */
export function commitManyTurns(db: Db, commits: readonly TurnCommit[]): Promise<ReadonlySet<string>> {
  return commitFull(
    db,
    commits.map((commit) => toFullParams(commit, commit.extras ?? NO_EXTRAS)),
  );
}

/** Writes one turn without extras of each of many different sessions; returns the ids as `commitManyTurns` does. */
export function commitManyShortTurns(db: Db, commits: readonly TurnCommit[]): Promise<ReadonlySet<string>> {
  const commit = commits.some(({ session }) => session.finishedAt) ? commitLast : commitShort;
  return commit(db, commits.map(toShortParams));
}
