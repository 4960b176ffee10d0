import { sql } from 'kysely';
import type { Db } from '../connection/transaction';
import { MESSAGE_COLUMNS, type MessageRow } from '../session/row';
import { toTurnAfterSeq } from '../session/turn-after-seq';
import { build, getRow, listRows } from '../statement/query';
import { defineStatement } from '../statement/statement';
import type { ThreadRow } from './store';

type Slice = { limit: number; offset: number };

/** Lists a slice of a channel's threads, the newest first, and how many there are. */
export async function listThreads(
  db: Db,
  { orgId, channelId, limit, offset }: Slice & { orgId: string; channelId: string },
): Promise<{ rows: ThreadRow[]; total: number }> {
  const threads = build.selectFrom('threads').where('orgId', '=', orgId).where('channelId', '=', channelId);
  const slice = threads.selectAll().orderBy('createdAt', 'desc').orderBy('id', 'desc');
  const [rows, { total }] = await Promise.all([
    listRows(db, slice.limit(limit).offset(offset)),
    getRow(db, threads.select(sql<number>`count(*)::int`.as('total'))),
  ]);
  return { rows, total };
}

type ThreadSlice = Slice & { orgId: string; threadId: string };

// By hand: each session's part of the slice is computed from the numbers of messages, so that only these turns are read.
const sliceOfMessages = defineStatement<ThreadSlice>(
  'list_thread_messages',
  `WITH counted AS (
     SELECT s.id, s.created_at, s.message_count count,
       (sum(s.message_count) OVER (ORDER BY s.created_at, s.id))::int - s.message_count before
     FROM sessions s WHERE s.org_id = :orgId AND s.thread_id = :threadId
   )
   SELECT ${MESSAGE_COLUMNS}
   FROM counted c CROSS JOIN LATERAL (SELECT greatest(:offset::int - c.before, 0) AS after_seq) part
   CROSS JOIN LATERAL (
     SELECT m.* FROM messages m
     WHERE m.org_id = :orgId AND m.session_id = c.id AND m.seq > part.after_seq
       AND m.turn_no >= ${toTurnAfterSeq({ orgId: ':orgId', sessionId: 'c.id', afterSeq: 'part.after_seq' })}
     ORDER BY m.turn_no, m.seq LIMIT :limit::int
   ) m
   WHERE c.before + c.count > :offset AND c.before < :offset + :limit
   ORDER BY c.created_at, c.id, m.seq LIMIT :limit`,
);

/** Lists a slice of the messages in all sessions of a thread, the oldest first, and how many there are. */
export async function listThreadMessages(
  db: Db,
  slice: ThreadSlice,
): Promise<{ rows: MessageRow[]; total: number }> {
  const sessions = build
    .selectFrom('sessions')
    .where('sessions.orgId', '=', slice.orgId)
    .where('sessions.threadId', '=', slice.threadId);
  const total = sql<number>`coalesce(sum(sessions.message_count), 0)::int`.as('total');
  const [{ rows }, counted] = await Promise.all([
    db.pool.query<MessageRow>(sliceOfMessages(slice)),
    getRow(db, sessions.select(total)),
  ]);
  return { rows, total: counted.total };
}
