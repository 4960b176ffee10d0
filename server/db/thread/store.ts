import type { JsonObject } from '@/server/engine/json';
import type { Db } from '../connection/transaction';
import { MESSAGE_COLUMNS, type MessageRow, SESSION_COLUMNS, type SessionRow } from '../session/row';
import { defineStatement } from '../statement/statement';
import { toStoredJson } from '../statement/stored-json';

/** A row of `threads`. */
export type ThreadRow = {
  orgId: string;
  id: string;
  channelId: string;
  externalId: string;
  sessionId: string | null;
  variables: JsonObject;
  /** What a visitor's page sent of itself; null in a thread from before that was kept apart from the variables. */
  visitor: JsonObject | null;
  profile: JsonObject;
  createdAt: Date;
  lastActivityAt: Date;
};

type ThreadKey = { orgId: string; channelId: string; externalId: string };

const COLUMNS = `t.org_id "orgId", t.id, t.channel_id "channelId", t.external_id "externalId", t.session_id "sessionId",
  t.variables, t.visitor, t.profile, t.created_at "createdAt", t.last_activity_at "lastActivityAt"`;

const byExternalId = defineStatement<ThreadKey>(
  'find_thread',
  `SELECT ${COLUMNS} FROM threads t
   WHERE t.org_id = :orgId AND t.channel_id = :channelId AND t.external_id = :externalId`,
);

const held = defineStatement<ThreadKey>(
  'find_held_thread',
  `SELECT t.id "heldId", t.session_id "heldBy", t.variables "threadVariables", t.visitor "threadVisitor", t.profile "threadProfile",
     t.created_at "threadCreatedAt", t.last_activity_at "threadActivityAt", ${SESSION_COLUMNS}
   FROM threads t LEFT JOIN sessions s ON s.org_id = t.org_id AND s.id = t.session_id
   WHERE t.org_id = :orgId AND t.channel_id = :channelId AND t.external_id = :externalId`,
);

const byId = defineStatement<{ orgId: string; threadId: string }>(
  'find_thread_by_id',
  `SELECT ${COLUMNS} FROM threads t WHERE t.org_id = :orgId AND t.id = :threadId`,
);

type Facts = { variables: string; visitor: string | null; profile: string };

const insert = defineStatement<ThreadKey & Facts & { id: string; at: Date }>(
  'insert_thread',
  `INSERT INTO threads AS t (org_id, id, channel_id, external_id, variables, visitor, profile, created_at,
     last_activity_at)
   VALUES (:orgId, :id, :channelId, :externalId, :variables, :visitor, :profile, :at, :at)
   ON CONFLICT (org_id, channel_id, external_id) DO NOTHING RETURNING ${COLUMNS}`,
);

const update = defineStatement<Facts & { orgId: string; id: string; at: Date }>(
  'update_thread',
  `UPDATE threads SET variables = :variables, visitor = :visitor, profile = :profile, last_activity_at = :at
   WHERE org_id = :orgId AND id = :id`,
);

const page = defineStatement<{ orgId: string; channelId: string; limit: number; offset: number }>(
  'list_threads',
  `SELECT ${COLUMNS} FROM threads t WHERE t.org_id = :orgId AND t.channel_id = :channelId
   ORDER BY t.created_at DESC, t.id DESC LIMIT :limit OFFSET :offset`,
);

const countAll = defineStatement<{ orgId: string; channelId: string }>(
  'count_threads',
  'SELECT count(*)::int n FROM threads WHERE org_id = :orgId AND channel_id = :channelId',
);

const OF_THREAD = `FROM sessions s JOIN messages m ON m.org_id = s.org_id AND m.session_id = s.id
   WHERE s.org_id = :orgId AND s.thread_id = :threadId`;

const messagePage = defineStatement<{ orgId: string; threadId: string; limit: number; offset: number }>(
  'list_thread_messages',
  `SELECT ${MESSAGE_COLUMNS} ${OF_THREAD} ORDER BY s.created_at, s.id, m.seq LIMIT :limit OFFSET :offset`,
);

const countMessages = defineStatement<{ orgId: string; threadId: string }>(
  'count_thread_messages',
  `SELECT coalesce(sum(s.message_count), 0)::int n FROM sessions s
   WHERE s.org_id = :orgId AND s.thread_id = :threadId`,
);

type HeldRow = SessionRow & {
  heldId: string;
  heldBy: string | null;
  threadVariables: JsonObject;
  threadVisitor: JsonObject | null;
  threadProfile: JsonObject;
  threadCreatedAt: Date;
  threadActivityAt: Date;
};

/** Reads a thread and the session that holds it at once: the read of every message in a thread. */
export async function findHeldThread(
  { pool }: Db,
  key: ThreadKey,
): Promise<{ thread: ThreadRow; session: SessionRow | null } | null> {
  const [found] = (await pool.query<HeldRow>(held(key))).rows;
  if (!found) return null;
  const { heldId, heldBy, threadVariables, threadVisitor, threadProfile, ...read } = found;
  const { threadCreatedAt, threadActivityAt, ...session } = read;
  const thread = {
    ...key,
    id: heldId,
    sessionId: heldBy,
    variables: threadVariables,
    visitor: threadVisitor,
    profile: threadProfile,
    createdAt: threadCreatedAt,
    lastActivityAt: threadActivityAt,
  };
  return { thread, session: heldBy === null ? null : session };
}

export async function findThread({ pool }: Db, key: ThreadKey): Promise<ThreadRow | null> {
  return (await pool.query<ThreadRow>(byExternalId(key))).rows[0] ?? null;
}

export async function findThreadById(
  { pool }: Db,
  key: { orgId: string; threadId: string },
): Promise<ThreadRow | null> {
  return (await pool.query<ThreadRow>(byId(key))).rows[0] ?? null;
}

type NewThread = ThreadKey & {
  id: string;
  variables: JsonObject;
  visitor: JsonObject;
  profile: JsonObject;
  at: Date;
};

/** Stores a thread without a session; null when the channel has one of this external id. */
export async function insertThread({ pool }: Db, thread: NewThread): Promise<ThreadRow | null> {
  return (await pool.query<ThreadRow>(insert({ ...thread, ...toStoredFacts(thread) }))).rows[0] ?? null;
}

function toStoredFacts({
  variables,
  visitor,
  profile,
}: Pick<ThreadRow, 'variables' | 'visitor' | 'profile'>): Facts {
  return {
    variables: toStoredJson(variables),
    visitor: visitor && toStoredJson(visitor),
    profile: toStoredJson(profile),
  };
}

/** Keeps what is known across the sessions of a thread. */
export async function updateThread({ pool }: Db, thread: ThreadRow, at: Date): Promise<void> {
  const { orgId, id } = thread;
  await pool.query(update({ orgId, id, ...toStoredFacts(thread), at }));
}

/** Lists a channel's threads, the newest first, and how many there are. */
export async function listThreads(
  { pool }: Db,
  params: { orgId: string; channelId: string; limit: number; offset: number },
): Promise<{ rows: ThreadRow[]; total: number }> {
  const [{ rows }, total] = await Promise.all([
    pool.query<ThreadRow>(page(params)),
    pool.query<{ n: number }>(countAll(params)),
  ]);
  return { rows, total: total.rows[0]?.n ?? 0 };
}

/** Lists what was said in all sessions of a thread, the oldest first, and how much there is. */
export async function listThreadMessages(
  { pool }: Db,
  params: { orgId: string; threadId: string; limit: number; offset: number },
): Promise<{ rows: MessageRow[]; total: number }> {
  const [{ rows }, total] = await Promise.all([
    pool.query<MessageRow>(messagePage(params)),
    pool.query<{ n: number }>(countMessages(params)),
  ]);
  return { rows, total: total.rows[0]?.n ?? 0 };
}
