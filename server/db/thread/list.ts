import { sql } from 'kysely';
import type { Db } from '../connection/transaction';
import { MESSAGE_FIELDS, type MessageRow } from '../session/row';
import { build, getRow, listRows } from '../statement/query';
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

/** Lists a slice of the messages in all sessions of a thread, the oldest first, and how many there are. */
export async function listThreadMessages(
  db: Db,
  { orgId, threadId, limit, offset }: Slice & { orgId: string; threadId: string },
): Promise<{ rows: MessageRow[]; total: number }> {
  const sessions = build
    .selectFrom('sessions')
    .where('sessions.orgId', '=', orgId)
    .where('sessions.threadId', '=', threadId);
  const slice = sessions
    .innerJoin('messages', (join) =>
      join.onRef('messages.orgId', '=', 'sessions.orgId').onRef('messages.sessionId', '=', 'sessions.id'),
    )
    .select(MESSAGE_FIELDS)
    .orderBy('sessions.createdAt')
    .orderBy('sessions.id')
    .orderBy('messages.seq');
  const total = sql<number>`coalesce(sum(sessions.message_count), 0)::int`.as('total');
  const [rows, counted] = await Promise.all([
    listRows(db, slice.limit(limit).offset(offset)),
    getRow(db, sessions.select(total)),
  ]);
  return { rows, total: counted.total };
}
