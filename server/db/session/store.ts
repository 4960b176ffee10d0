import type { Db } from '../connection/transaction';
import { defineStatement } from '../statement/statement';
import {
  MESSAGE_COLUMNS,
  type MessageRow,
  SESSION_COLUMNS,
  type SessionRow,
  TURN_COLUMNS,
  type TurnRow,
} from './row';

export type SessionKey = { orgId: string; sessionId: string };

const findOne = defineStatement<SessionKey>(
  'find_session',
  `SELECT ${SESSION_COLUMNS} FROM sessions s WHERE s.org_id = :orgId AND s.id = :sessionId`,
);

/** Reads one session: the read of every turn. */
export async function findSession({ pool }: Db, key: SessionKey): Promise<SessionRow | null> {
  const { rows } = await pool.query<SessionRow>(findOne(key));
  return rows[0] ?? null;
}

const findMany = defineStatement<{ orgIds: string[]; ids: string[] }>(
  'find_sessions',
  `SELECT ${SESSION_COLUMNS} FROM unnest(:orgIds::uuid[], :ids::uuid[]) AS w(org_id, id)
   JOIN sessions s ON s.org_id = w.org_id AND s.id = w.id`,
);

/** Reads those of many sessions that there are, in any order. */
export async function listSessionsByKeys({ pool }: Db, keys: readonly SessionKey[]): Promise<SessionRow[]> {
  const orgIds = keys.map(({ orgId }) => orgId);
  const ids = keys.map(({ sessionId }) => sessionId);
  return (await pool.query<SessionRow>(findMany({ orgIds, ids }))).rows;
}

const release = defineStatement<SessionKey & { inputId: string; turnNo: number }>(
  'release_sync_reply',
  `UPDATE sessions SET sync_reply = NULL
   WHERE org_id = :orgId AND id = :sessionId AND turn_no = :turnNo AND sync_reply->>'inputId' = :inputId`,
);

/** From now on the answers to an input are told to the webhook; false when the session has moved past `turnNo`. */
export async function updateSyncReplyAsReleased(
  { pool }: Db,
  params: SessionKey & { inputId: string; turnNo: number },
): Promise<boolean> {
  return (await pool.query(release(params))).rowCount === 1;
}

const answersTo = defineStatement<SessionKey & { inputId: string; afterSeq: number }>(
  'list_answers',
  `SELECT ${MESSAGE_COLUMNS} FROM messages m
   WHERE m.org_id = :orgId AND m.session_id = :sessionId AND m.seq > :afterSeq
     AND m.direction = 'outbound' AND m.input_id = :inputId
   ORDER BY m.seq`,
);

/** Lists what was said to one input, looking only behind `afterSeq`. */
export async function listAnswers(
  { pool }: Db,
  params: SessionKey & { inputId: string; afterSeq: number },
): Promise<MessageRow[]> {
  return (await pool.query<MessageRow>(answersTo(params))).rows;
}

const messagesAfter = defineStatement<SessionKey & { afterSeq: number; limit: number }>(
  'list_messages',
  `SELECT ${MESSAGE_COLUMNS} FROM messages m
   WHERE m.org_id = :orgId AND m.session_id = :sessionId AND m.seq > :afterSeq ORDER BY m.seq LIMIT :limit`,
);

/** Lists the transcript from behind `afterSeq` on. */
export async function listMessages(
  { pool }: Db,
  params: SessionKey & { afterSeq: number; limit: number },
): Promise<MessageRow[]> {
  return (await pool.query<MessageRow>(messagesAfter(params))).rows;
}

const messagesOfTurns = defineStatement<SessionKey & { firstSeq: number; lastTurn: number }>(
  'list_messages_of_turns',
  `SELECT ${MESSAGE_COLUMNS} FROM messages m
   WHERE m.org_id = :orgId AND m.session_id = :sessionId AND m.seq >= :firstSeq AND m.turn_no <= :lastTurn
   ORDER BY m.seq`,
);

/** Lists the messages from `firstSeq` to the end of turn `lastTurn`. */
export async function listMessagesOfTurns(
  { pool }: Db,
  params: SessionKey & { firstSeq: number; lastTurn: number },
): Promise<MessageRow[]> {
  return (await pool.query<MessageRow>(messagesOfTurns(params))).rows;
}

const turnsAfter = defineStatement<SessionKey & { afterNo: number; limit: number }>(
  'list_turns',
  `SELECT ${TURN_COLUMNS} FROM turns t
   WHERE t.org_id = :orgId AND t.session_id = :sessionId AND t.no > :afterNo ORDER BY t.no LIMIT :limit`,
);

/** Lists turns from behind number `afterNo` on. */
export async function listTurns(
  { pool }: Db,
  params: SessionKey & { afterNo: number; limit: number },
): Promise<TurnRow[]> {
  return (await pool.query<TurnRow>(turnsAfter(params))).rows;
}
