import { sql } from 'kysely';
import type { Db } from '../connection/transaction';
import { FINISHED_STATUSES, LIVE_STATUSES } from '../statement/checked-values';
import { build, getRow } from '../statement/query';
import { countUnread } from './unread';

/** `closed` stops at 1,000; `unread` counts the messages that the reader has not seen in their own conversations. */
export type QueueCounts = { waiting: number; mine: number; open: number; closed: number; unread: number };

/** Nobody reads a larger number of closed conversations than this. */
const MOST_COUNTED = 1_000;

const count = sql<number>`count(*)::int`;

/** Counts the conversations of each queue, and the unread messages of a person. */
export function countConversations(
  db: Db,
  { orgId, userId }: { orgId: string; userId: string },
): Promise<QueueCounts> {
  const conversations = build
    .selectFrom('sessions as s')
    .where('s.orgId', '=', orgId)
    .where('s.threadId', 'is not', null);
  const closed = conversations.select('s.id').where('s.status', 'in', FINISHED_STATUSES).limit(MOST_COUNTED);
  const open = conversations.where('s.status', 'in', LIVE_STATUSES);
  const unread = open
    .leftJoin('sessionReads as seen', (join) =>
      join
        .onRef('seen.orgId', '=', 's.orgId')
        .on('seen.userId', '=', userId)
        .onRef('seen.sessionId', '=', 's.id'),
    )
    .select(sql<number>`coalesce(sum(${countUnread(orgId)}), 0)::int`.as('count'))
    .where('s.assigneeId', '=', userId);
  const counts = open.select([
    sql<number>`count(*) FILTER (WHERE s.waiting_since IS NOT NULL AND s.assignee_id IS NULL)::int`.as(
      'waiting',
    ),
    sql<number>`count(*) FILTER (WHERE s.assignee_id = ${userId})::int`.as('mine'),
    count.as('open'),
    build.selectFrom(closed.as('closed')).select(count.as('count')).$asScalar().$notNull().as('closed'),
    unread.$asScalar().$notNull().as('unread'),
  ]);
  return getRow(db, counts, { preparedAs: 'count_inbox' });
}
