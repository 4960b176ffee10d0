/*
 * The statements that write turns. Each is a single statement, so it takes effect completely or not at all.
 *
 * turn/once  Turns are written only if the session still has the turn number that they were computed from.
 * turn/key-in-commit  With an idempotency key, turns are written only if no other request has applied the key; the same
 *     statement marks the key as applied.
 * turn/call-leased-in-commit  A call is leased to the process that commits its turn. When the lease has lapsed, any process may
 *     take the call over.
 * turn/end-clears-rows  A finished session has no calls, timers and arrivals left.
 * turn/effects-in-commit  Deliveries, suggestions and events of a turn are written with it, and so is the holder of its thread.
 */

import type { QueryConfig } from 'pg';
import type { Db } from '../connection/transaction';
import { hasSqlState } from '../statement/sqlstate';
import { defineStatement } from '../statement/statement';
import { type CommitCall, commitByFunction, toStartCall, toTurnCall } from './commit-by-function';
import {
  type Params,
  toFullParams,
  toPlainStartParams,
  toShortParams,
  toStartParams,
  toThreadParams,
} from './commit-params';
import {
  BEGIN,
  BEGIN_IN_THREAD,
  BEGIN_PLAIN,
  CLEAR,
  EXTRAS,
  IS_PREVIOUS_TURN,
  IS_UNAPPLIED,
  LOCKED_KEY,
  MOVE_ALL,
  MOVE_SHORT,
  RECORD,
  RECORD_ALL,
} from './pieces';
import { NO_EXTRAS, type ThreadMove, type TurnCommit } from './turn-commit';

const TURN = 'commit_turn';
const LAST_TURN = 'commit_last_turn';
const FULL_TURN = 'commit_full_turn';
const PLAIN_START = 'commit_plain_start';
const FIRST_TURN = 'commit_first_turn';
const FIRST_THREAD_TURN = 'commit_first_thread_turn';

const SELECT_WRITTEN = 'SELECT 1 FROM moved';

const SHORT = `WITH moved AS (${MOVE_SHORT} WHERE ${IS_PREVIOUS_TURN} RETURNING s.org_id, s.id), ${RECORD}`;
const shortTurn = defineStatement<Params>(TURN, `${SHORT} ${SELECT_WRITTEN}`);
const lastTurn = defineStatement<Params>(LAST_TURN, `${SHORT}, ${CLEAR} ${SELECT_WRITTEN}`);

const fullTurn = defineStatement<Params>(
  FULL_TURN,
  `WITH ${LOCKED_KEY}, moved AS (${MOVE_ALL} AND ${IS_UNAPPLIED} RETURNING s.org_id, s.id), ${RECORD_ALL}, ${EXTRAS} ${SELECT_WRITTEN}`,
);

const plainStart = defineStatement<Params>(
  PLAIN_START,
  `WITH moved AS (${BEGIN_PLAIN} RETURNING org_id, id), ${RECORD} ${SELECT_WRITTEN}`,
);

const firstTurn = defineStatement<Params>(
  FIRST_TURN,
  `WITH ${LOCKED_KEY}, moved AS (${BEGIN} RETURNING org_id, id), ${RECORD_ALL}, ${EXTRAS} ${SELECT_WRITTEN}`,
);

const firstThreadTurn = defineStatement<Params>(
  FIRST_THREAD_TURN,
  `WITH ${LOCKED_KEY}, ${BEGIN_IN_THREAD}, ${RECORD_ALL}, ${EXTRAS} ${SELECT_WRITTEN}`,
);

/** Writes turns. False when another turn came first or the idempotency key was applied meanwhile: nothing was written. */
export async function commitTurn(db: Db, commit: TurnCommit): Promise<boolean> {
  if (db.isDistributed) return commitOne(db, nameTurn(commit), toTurnCall(commit));
  return (await db.pool.query(toStatement(commit))).rows.length === 1;
}

function toStatement(commit: TurnCommit): QueryConfig<unknown[]> {
  if (commit.extras) return fullTurn(toFullParams(commit, commit.extras));
  return (commit.session.finishedAt ? lastTurn : shortTurn)(toShortParams(commit));
}

/**
 * Writes a new session with its first turns. False when the versions of the flow changed meanwhile (test sessions
 * are exempt), another session holds the thread, or the idempotency key was applied meanwhile.
 */
export async function commitFirstTurn(
  db: Db,
  commit: TurnCommit,
  thread: ThreadMove | null = null,
): Promise<boolean> {
  if (db.isDistributed)
    return commitOne(db, nameStart(commit, thread), toStartCall(commit, thread)).catch(
      thread ? asNotWritten : undefined,
    );
  const { pool } = db;
  const { extras } = commit;
  if (!thread && !extras) return (await pool.query(plainStart(toPlainStartParams(commit)))).rows.length === 1;
  const params = { ...toFullParams(commit, extras ?? NO_EXTRAS), ...toStartParams(commit) };
  if (!thread) return (await pool.query(firstTurn(params))).rows.length === 1;
  const statement = firstThreadTurn({
    ...params,
    ...toThreadParams(thread),
  });
  return pool.query(statement).then(({ rows }) => rows.length === 1, asNotWritten);
}

function nameTurn({ extras, session }: TurnCommit): string {
  if (extras) return FULL_TURN;
  return session.finishedAt ? LAST_TURN : TURN;
}

function nameStart({ extras }: TurnCommit, thread: ThreadMove | null): string {
  if (thread) return FIRST_THREAD_TURN;
  return extras ? FIRST_TURN : PLAIN_START;
}

async function commitOne(db: Db, name: string, call: CommitCall): Promise<boolean> {
  return (await commitByFunction(db, name, [call])).size === 1;
}

// The channel was deleted after it was read.
function asNotWritten(error: unknown): boolean {
  if (hasSqlState(error, 'foreign_key_violation')) return false;
  throw error;
}
