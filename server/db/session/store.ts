// By hand: the reads of every turn, of replies and of event streams.
import { sql } from 'kysely';
import { groupBy } from '@/server/shared/group-by';
import { toStoredJson } from '@/server/shared/stored-json';
import type { Db } from '../connection/transaction';
import { build, countRows, listRows } from '../statement/query';
import { defineStatement } from '../statement/statement';
import {
  MESSAGE_COLUMNS,
  MESSAGE_FIELDS,
  type MessageRow,
  SESSION_COLUMNS,
  type SessionRow,
  type StoredSession,
  type TurnRow,
  toSessionRow,
} from './row';
import { toTurnRow } from './stored-turn';
import { TURN_AFTER_SEQ } from './turn-after-seq';

export type SessionKey = { orgId: string; sessionId: string };

const findOne = defineStatement<SessionKey>(
  'find_session',
  `SELECT ${SESSION_COLUMNS} FROM sessions s WHERE s.org_id = :orgId AND s.id = :sessionId`,
);

/** Finds a session: the read of every turn. */
export async function findSession({ pool }: Db, key: SessionKey): Promise<SessionRow | null> {
  const [row] = (await pool.query<StoredSession>(findOne(key))).rows;
  return row ? toSessionRow(row) : null;
}

const findMany = defineStatement<{ orgId: string; ids: string[] }>(
  'find_sessions',
  `SELECT ${SESSION_COLUMNS} FROM sessions s WHERE s.org_id = :orgId AND s.id = ANY(:ids::uuid[])`,
);

/** Lists those of many sessions that there are, in any order; one statement for each organization. */
export async function listSessionsByKeys({ pool }: Db, keys: readonly SessionKey[]): Promise<SessionRow[]> {
  const byOrganization = [...groupBy(keys, ({ orgId }) => orgId)];
  const found = byOrganization.map(([orgId, own]) => {
    return pool.query<StoredSession>(findMany({ orgId, ids: own.map(({ sessionId }) => sessionId) }));
  });
  return (await Promise.all(found)).flatMap(({ rows }) => rows.map(toSessionRow));
}

/** Replaces the callers that wait for answers; false when the session has moved past `turnNo` or others wait than `before`. */
export async function updateSyncReply(
  db: Db,
  {
    orgId,
    sessionId,
    turnNo,
    before,
    after,
  }: SessionKey & { turnNo: number; before: SessionRow['syncReply']; after: SessionRow['syncReply'] },
): Promise<boolean> {
  const update = build
    .updateTable('sessions')
    .set({ syncReply: after && toStoredJson(after) })
    .where('orgId', '=', orgId)
    .where('id', '=', sessionId)
    .where('turnNo', '=', turnNo)
    .where(sql<boolean>`sync_reply::jsonb IS NOT DISTINCT FROM ${before && toStoredJson(before)}::jsonb`);
  return (await countRows(db, update)) === 1;
}

const answersTo = defineStatement<SessionKey & { inputId: string; afterSeq: number }>(
  'list_answers',
  // Turns whose row does not contain the id are left out before their messages are taken apart.
  `SELECT ${MESSAGE_COLUMNS}
   FROM turns t CROSS JOIN LATERAL (
     SELECT m.* FROM messages m
     WHERE m.org_id = :orgId AND m.session_id = :sessionId AND m.turn_no = t.no OFFSET 0
   ) m
   WHERE t.org_id = :orgId AND t.session_id = :sessionId AND t.no >= ${TURN_AFTER_SEQ}
     AND strpos(t.event::text || t.messages::text, :inputId::uuid::text) > 0
     AND m.seq > :afterSeq AND m.direction = 'outbound' AND m.input_id = :inputId::uuid
   ORDER BY m.seq`,
);

/** Lists the replies to an input after `afterSeq`. */
export async function listAnswers(
  { pool }: Db,
  params: SessionKey & { inputId: string; afterSeq: number },
): Promise<MessageRow[]> {
  return (await pool.query<MessageRow>(answersTo(params))).rows;
}

/** Lists the first messages of a session. */
export function listMessages(
  db: Db,
  { orgId, sessionId, limit }: SessionKey & { limit: number },
): Promise<MessageRow[]> {
  const messages = build
    .selectFrom('messages')
    .select(MESSAGE_FIELDS)
    .where('orgId', '=', orgId)
    .where('sessionId', '=', sessionId);
  return listRows(db, messages.orderBy('turnNo').orderBy('seq').limit(limit));
}

/** Lists the newest outbound messages from turn `firstTurn` on, the newest first. */
export function listNewestReplies(
  db: Db,
  { orgId, sessionId, firstTurn, limit }: SessionKey & { firstTurn: number; limit: number },
): Promise<MessageRow[]> {
  const messages = build
    .selectFrom('messages')
    .select(MESSAGE_FIELDS)
    .where('orgId', '=', orgId)
    .where('sessionId', '=', sessionId)
    .where('turnNo', '>=', firstTurn)
    .where('direction', '=', 'outbound');
  return listRows(db, messages.orderBy('turnNo', 'desc').orderBy('seq', 'desc').limit(limit));
}

const messagesOfTurns = defineStatement<SessionKey & { firstTurn: number; lastTurn: number }>(
  'list_messages_of_turns',
  `SELECT ${MESSAGE_COLUMNS} FROM messages m
   WHERE m.org_id = :orgId AND m.session_id = :sessionId AND m.turn_no BETWEEN :firstTurn AND :lastTurn
   ORDER BY m.turn_no, m.seq`,
);

/** Lists the messages of the turns from `firstTurn` to `lastTurn`. */
export async function listMessagesOfTurns(
  { pool }: Db,
  params: SessionKey & { firstTurn: number; lastTurn: number },
): Promise<MessageRow[]> {
  return (await pool.query<MessageRow>(messagesOfTurns(params))).rows;
}

/** Lists turns after number `afterNo`. */
export async function listTurns(
  db: Db,
  { orgId, sessionId, afterNo, limit }: SessionKey & { afterNo: number; limit: number },
): Promise<TurnRow[]> {
  const turns = build
    .selectFrom('turns')
    .select(['no', 'event', 'trace', 'status', 'changes', 'firstSeq', 'createdAt', 'usage'])
    .where('orgId', '=', orgId)
    .where('sessionId', '=', sessionId)
    .where('no', '>', afterNo);
  return (await listRows(db, turns.orderBy('no').limit(limit))).map(toTurnRow);
}
