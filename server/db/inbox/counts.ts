import { sql } from 'kysely';
import type { Db } from '../connection/transaction';
import { FINISHED_STATUSES, LIVE_STATUSES } from '../statement/checked-values';
import { build, getRow } from '../statement/query';
import type { InboxQueue } from './list';
import { snoozedUntil } from './snoozes';
import { countUnread } from './unread';

/** `closed` stops at 1,000; `unread` counts the messages that the reader has not seen in their own conversations. */
export type QueueCounts = Record<InboxQueue | 'unread', number>;

/** Nobody reads a larger number of closed conversations than this. */
const MOST_COUNTED = 1_000;

const count = sql<number>`count(*)::int`;

/** Counts the conversations of each queue, and the unread messages of a person. */
export function countConversations(
  db: Db,
  { orgId, userId, now }: { orgId: string; userId: string; now: Date },
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
  const counted = open
    .select(['s.waitingSince', 's.assigneeId'])
    .select(sql<boolean>`${snoozedUntil(orgId, now)} IS NOT NULL`.as('isSnoozed'));
  const counts = build
    .selectFrom(counted.as('o'))
    .select([
      sql<number>`count(*) FILTER (WHERE NOT o.is_snoozed AND o.waiting_since IS NOT NULL AND o.assignee_id IS NULL)::int`.as(
        'waiting',
      ),
      sql<number>`count(*) FILTER (WHERE NOT o.is_snoozed AND o.assignee_id = ${userId})::int`.as('mine'),
      sql<number>`count(*) FILTER (WHERE NOT o.is_snoozed)::int`.as('open'),
      sql<number>`count(*) FILTER (WHERE o.is_snoozed)::int`.as('snoozed'),
      build.selectFrom(closed.as('closed')).select(count.as('count')).$asScalar().$notNull().as('closed'),
      unread.$asScalar().$notNull().as('unread'),
    ]);
  return getRow(db, counts, { preparedAs: 'count_inbox' });
}
