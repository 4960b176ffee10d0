/*
 * Moves a session to another version of its flow by a turn that no engine runs.
 *
 * turn/once  A session is moved only if no other turn came since its turns were read.
 * turn/only-turns-move-sessions  The move raises the turn number and adds a turn, so that a concurrent turn is refused.
 */

import { sql } from 'kysely';
import type { Json } from '@/server/engine/json';
import type { Trace } from '@/server/engine/protocol';
import type { SessionState } from '@/server/engine/session';
import { toStoredJson } from '@/server/shared/stored-json';
import type { Db, Transaction } from '../connection/transaction';
import { build, countRows, findRow, listRows } from '../statement/query';
import type { TurnRow } from './row';
import type { SessionKey } from './store';
import { toStoredState } from './stored-state';
import { type StoredTurn, toStoredTrace, toTurnRow } from './stored-turn';

export type SessionMove = SessionKey & {
  /** The number of turns that the move was computed from. */
  beforeTurn: number;
  versionId: string;
  state: SessionState;
  event: Json;
  trace: Trace;
  at: Date;
  /** Timers of the new version that the old one does not have, and the reverse. */
  set: { key: string; dueAt: Date } | null;
  cancel: string | null;
};

/** Moves a session; false when another turn came first, or the session has finished or is on the version. */
export async function moveSession(tx: Transaction, move: SessionMove): Promise<boolean> {
  const { orgId, sessionId, beforeTurn, versionId, state, event, trace, at } = move;
  const update = build
    .updateTable('sessions')
    .set({ versionId, state: toStoredJson(toStoredState(state, sessionId)), turnNo: beforeTurn + 1 })
    .where('orgId', '=', orgId)
    .where('id', '=', sessionId)
    .where('turnNo', '=', beforeTurn)
    // Another move may have come before the turns were read.
    .where('versionId', '!=', versionId)
    .where('finishedAt', 'is', null);
  const moved = await findRow(tx, update.returning(['turnNo', 'status', 'messageCount']));
  if (!moved) return false;
  const turn = {
    ...{ orgId, sessionId, no: moved.turnNo, status: moved.status, createdAt: at },
    ...{ event: toStoredJson(event), trace: toStoredJson(toStoredTrace(trace, event)) },
    ...{ changes: toStoredJson({}), firstSeq: moved.messageCount + 1 },
  };
  await countRows(tx, build.insertInto('turns').values(turn));
  await moveTimers(tx, move);
  return true;
}

async function moveTimers(tx: Transaction, { orgId, sessionId, set, cancel }: SessionMove): Promise<void> {
  if (set) await countRows(tx, build.insertInto('timers').values({ orgId, sessionId, ...set }));
  if (cancel === null) return;
  const canceled = build.deleteFrom('timers').where('orgId', '=', orgId).where('sessionId', '=', sessionId);
  await countRows(tx, canceled.where('key', '=', cancel));
}

/** A turn that moved a session to another version. */
export type MoveTurn = Pick<TurnRow, 'no' | 'event' | 'trace'>;

/** Lists the moves of a session to other versions, the oldest first. */
export async function listMoves(db: Db, key: SessionKey): Promise<MoveTurn[]> {
  const moves = movesOf(key).select(['no', 'event', 'trace', 'status', 'changes', 'firstSeq', 'createdAt']);
  const rows = await listRows(db, moves.select('usage'));
  return rows.map((row) => toTurnRow(row as StoredTurn));
}

/** Finds the first move of a session to another version, with the version that it ran before; null if it was never moved. */
export function findFirstMove(db: Db, key: SessionKey): Promise<{ from: string } | null> {
  return findRow(db, movesOf(key).select(sql<string>`event->'from'->>'id'`.as('from')).limit(1));
}

function movesOf({ orgId, sessionId }: SessionKey) {
  return (
    build
      .selectFrom('turns')
      .where('orgId', '=', orgId)
      .where('sessionId', '=', sessionId)
      // Most events are left out before they are parsed.
      .where(sql<boolean>`strpos(event::text, '"version.changed"') > 0`)
      .where(sql<boolean>`event->>'type' = 'version.changed'`)
      .orderBy('no')
  );
}
