/*
 * The statements that write the turns of many sessions at once.
 *
 * batch/independent  The turns of each session are written or refused on their own, by the promises of commit.ts; the
 *     statements are made of the same pieces.
 * batch/never-waits  A session that another transaction is writing is refused, so two batches never wait for each other.
 * batch/no-keys  Turns with an idempotency key are not taken; they are committed alone (turn/key-in-commit).
 */

import type { Db } from '../connection/transaction';
import { commitByFunction, toTurnCall } from './commit-by-function';
import { toFullParams, toShortParams } from './commit-params';
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
import { NO_EXTRAS, type TurnCommit } from './turn-commit';

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

const FULL = 'commit_many_turns';
const SHORT = 'commit_many_short_turns';
const LAST = 'commit_many_last_turns';

const commitFull = defineCommit(FULL, {
  move: MOVE_ANY,
  isAsRead: IS_AS_READ,
  record: RECORD_ALL,
  others: EXTRAS,
});
const SHORT_PIECES = { move: MOVE_SHORT, isAsRead: IS_PREVIOUS_TURN, record: RECORD };
const commitShort = defineCommit(SHORT, SHORT_PIECES);
const commitLast = defineCommit(LAST, { ...SHORT_PIECES, others: CLEAR });

/** Writes the turns of many different sessions; returns the ids of the sessions whose turns were written. */
export function commitManyTurns(db: Db, commits: readonly TurnCommit[]): Promise<ReadonlySet<string>> {
  if (db.isDistributed) return commitByFunction(db, FULL, commits.map(toTurnCall));
  return commitFull(
    db,
    commits.map((commit) => toFullParams(commit, commit.extras ?? NO_EXTRAS)),
  );
}

/** Writes one turn without extras of each of many different sessions; returns the ids as `commitManyTurns` does. */
export function commitManyShortTurns(db: Db, commits: readonly TurnCommit[]): Promise<ReadonlySet<string>> {
  const hasLast = commits.some(({ session }) => session.finishedAt);
  if (db.isDistributed) return commitByFunction(db, hasLast ? LAST : SHORT, commits.map(toTurnCall));
  return (hasLast ? commitLast : commitShort)(db, commits.map(toShortParams));
}
