import type { JsonObject } from '@/server/engine/json';
import type { Db } from '../connection/transaction';
import type { ChannelKind, RoomMode, SessionStatus } from '../statement/checked-values';
import { defineStatement } from '../statement/statement';

/** A conversation as the people who answer see it in their list. */
export type InboxRow = {
  id: string;
  status: SessionStatus;
  control: 'flow' | 'human';
  threadId: string;
  externalId: string;
  channelId: string;
  channelName: string;
  channelKind: ChannelKind;
  roomId: string | null;
  roomName: string | null;
  roomMode: RoomMode | null;
  flowId: string;
  profile: JsonObject;
  variables: JsonObject;
  /** What the visitor's page sent of itself. */
  visitor: JsonObject | null;
  waitingSince: Date | null;
  assigneeId: string | null;
  assigneeName: string | null;
  createdAt: Date;
  lastActivityAt: Date;
  finishedAt: Date | null;
  messageCount: number;
  lastText: string | null;
  lastDirection: 'inbound' | 'outbound' | null;
  /** What the person wrote and the reader has not seen. */
  unread: number;
};

/** `waiting`: nobody answers yet; `mine`: the reader does; `open`: all that go on; `closed`: all that are over. */
export type InboxQueue = 'waiting' | 'mine' | 'open' | 'closed';

export type InboxListing = {
  orgId: string;
  userId: string;
  queue: InboxQueue;
  roomId: string | null;
  /** A part of the external id, of what is known of the person, or of a message. */
  search: string | null;
  /** Where the page before ended: in `waiting` a waitingSince, elsewhere a createdAt. */
  afterAt: Date | null;
  afterId: string | null;
  limit: number;
};

const COLUMNS = `
  s.id, s.status, s.state->>'control' control, s.thread_id "threadId", t.external_id "externalId",
  s.channel_id "channelId", c.name "channelName", c.kind "channelKind", s.room_id "roomId", r.name "roomName",
  r.mode "roomMode",
  s.flow_id "flowId", t.profile, t.variables, t.visitor, s.waiting_since "waitingSince", s.assignee_id "assigneeId",
  u.name "assigneeName", s.created_at "createdAt", s.last_activity_at "lastActivityAt", s.finished_at "finishedAt",
  s.message_count "messageCount", last.text "lastText", last.direction "lastDirection",
  (SELECT count(*)::int FROM messages m WHERE m.org_id = s.org_id AND m.session_id = s.id
     AND m.direction = 'inbound' AND m.seq > coalesce(seen.seq, 0)) unread`;

const FROM = `
  FROM sessions s
  JOIN threads t ON t.org_id = s.org_id AND t.id = s.thread_id
  JOIN channels c ON c.org_id = s.org_id AND c.id = s.channel_id
  LEFT JOIN rooms r ON r.org_id = s.org_id AND r.id = s.room_id
  LEFT JOIN users u ON u.id = s.assignee_id
  LEFT JOIN session_reads seen ON seen.org_id = s.org_id AND seen.user_id = :userId::uuid AND seen.session_id = s.id
  LEFT JOIN LATERAL (
    SELECT m.content->>'text' text, m.direction FROM messages m
    WHERE m.org_id = s.org_id AND m.session_id = s.id AND m.content->>'text' <> '' ORDER BY m.seq DESC LIMIT 1
  ) last ON true`;

const QUEUES: Record<InboxQueue, string> = {
  waiting: 's.waiting_since IS NOT NULL AND s.finished_at IS NULL AND s.assignee_id IS NULL',
  mine: 's.assignee_id = :userId::uuid AND s.finished_at IS NULL',
  open: 's.finished_at IS NULL',
  closed: 's.finished_at IS NOT NULL',
};

const NEWEST = { after: '(s.created_at, s.id) <', by: 's.created_at DESC, s.id DESC' };

// Who has waited longest is answered first.
const ORDERS: Record<InboxQueue, { after: string; by: string }> = {
  waiting: { after: '(s.waiting_since, s.id) >', by: 's.waiting_since, s.id' },
  mine: NEWEST,
  open: NEWEST,
  closed: NEWEST,
};

const FILTERS = `
  WHERE s.org_id = :orgId::uuid AND s.thread_id IS NOT NULL
    AND (:roomId::uuid IS NULL OR s.room_id = :roomId::uuid)
    AND (:search::text IS NULL OR t.external_id ILIKE :search::text OR t.profile::text ILIKE :search::text
      OR t.variables::text ILIKE :search::text OR t.visitor::text ILIKE :search::text
      OR EXISTS (SELECT 1 FROM messages m WHERE m.org_id = s.org_id AND m.session_id = s.id
                   AND m.content->>'text' ILIKE :search::text))`;

const toStatement = (queue: InboxQueue) =>
  defineStatement<InboxListing>(
    `list_inbox_${queue}`,
    `SELECT ${COLUMNS} ${FROM} ${FILTERS} AND ${QUEUES[queue]}
       AND (:afterAt::timestamptz IS NULL OR ${ORDERS[queue].after} (:afterAt::timestamptz, :afterId::uuid))
     ORDER BY ${ORDERS[queue].by} LIMIT :limit`,
  );

const LISTS = {
  waiting: toStatement('waiting'),
  mine: toStatement('mine'),
  open: toStatement('open'),
  closed: toStatement('closed'),
};

/** Lists conversations of a queue: who waits longest first in `waiting`, the newest first elsewhere. */
export async function listConversations({ pool }: Db, listing: InboxListing): Promise<InboxRow[]> {
  return (await pool.query<InboxRow>(LISTS[listing.queue](listing))).rows;
}

const find = defineStatement<{ orgId: string; userId: string; sessionId: string }>(
  'find_inbox_row',
  `SELECT ${COLUMNS} ${FROM} WHERE s.org_id = :orgId::uuid AND s.id = :sessionId::uuid AND s.thread_id IS NOT NULL`,
);

export async function findConversation(
  { pool }: Db,
  params: { orgId: string; userId: string; sessionId: string },
): Promise<InboxRow | null> {
  return (await pool.query<InboxRow>(find(params))).rows[0] ?? null;
}

/** `closed` stops at `MOST_COUNTED`; `unread` is what the reader has not seen in their own conversations. */
export type QueueCounts = { waiting: number; mine: number; open: number; closed: number; unread: number };

/** Nobody reads a larger number of closed conversations than this. */
const MOST_COUNTED = 1_000;

const counts = defineStatement<{ orgId: string; userId: string; most: number }>(
  'count_inbox',
  `SELECT count(*) FILTER (WHERE waiting_since IS NOT NULL AND assignee_id IS NULL)::int waiting,
          count(*) FILTER (WHERE assignee_id = :userId::uuid)::int mine,
          count(*)::int open,
          (SELECT count(*)::int FROM (SELECT 1 FROM sessions
             WHERE org_id = :orgId::uuid AND thread_id IS NOT NULL AND finished_at IS NOT NULL LIMIT :most) over) closed,
          (SELECT count(*)::int FROM sessions s
             JOIN messages m ON m.org_id = s.org_id AND m.session_id = s.id AND m.direction = 'inbound'
             LEFT JOIN session_reads seen
               ON seen.org_id = s.org_id AND seen.user_id = :userId::uuid AND seen.session_id = s.id
             WHERE s.org_id = :orgId::uuid AND s.assignee_id = :userId::uuid AND s.finished_at IS NULL
               AND s.thread_id IS NOT NULL AND m.seq > coalesce(seen.seq, 0)) unread
   FROM sessions WHERE org_id = :orgId::uuid AND thread_id IS NOT NULL AND finished_at IS NULL`,
);

const NONE: QueueCounts = { waiting: 0, mine: 0, open: 0, closed: 0, unread: 0 };

export async function countConversations(
  { pool }: Db,
  params: { orgId: string; userId: string },
): Promise<QueueCounts> {
  return (await pool.query<QueueCounts>(counts({ ...params, most: MOST_COUNTED }))).rows[0] ?? NONE;
}

/** A conversation of the same thread, without what was said in it. */
export type EarlierRow = {
  id: string;
  status: SessionStatus;
  createdAt: Date;
  finishedAt: Date | null;
  messageCount: number;
  assigneeName: string | null;
  /** What the person said first. */
  firstText: string | null;
};

type Earlier = { orgId: string; sessionId: string; limit: number };

const earlier = defineStatement<Earlier>(
  'list_earlier_conversations',
  `SELECT s.id, s.status, s.created_at "createdAt", s.finished_at "finishedAt", s.message_count "messageCount",
     u.name "assigneeName", first.text "firstText"
   FROM sessions here
   JOIN sessions s ON s.org_id = here.org_id AND s.thread_id = here.thread_id AND s.id <> here.id
   LEFT JOIN users u ON u.id = s.assignee_id
   LEFT JOIN LATERAL (
     SELECT m.content->>'text' text FROM messages m
     WHERE m.org_id = s.org_id AND m.session_id = s.id AND m.direction = 'inbound' AND m.content->>'text' <> ''
     ORDER BY m.seq LIMIT 1
   ) first ON true
   WHERE here.org_id = :orgId::uuid AND here.id = :sessionId::uuid
   ORDER BY s.created_at DESC, s.id DESC LIMIT :limit`,
);

/** Lists the other conversations of a session's thread, the newest first. */
export async function listEarlierConversations({ pool }: Db, params: Earlier): Promise<EarlierRow[]> {
  return (await pool.query<EarlierRow>(earlier(params))).rows;
}

type Read = { orgId: string; userId: string; sessionId: string; seq: number; at: Date };

const read = defineStatement<Read>(
  'mark_session_read',
  `INSERT INTO session_reads (org_id, user_id, session_id, seq, at)
   SELECT :orgId, :userId, s.id, :seq, :at FROM sessions s WHERE s.org_id = :orgId AND s.id = :sessionId
   ON CONFLICT (org_id, user_id, session_id) DO UPDATE
   SET seq = greatest(session_reads.seq, excluded.seq), at = excluded.at`,
);

/** Remembers how far a person has read; it never goes back. */
export async function upsertSessionRead({ pool }: Db, params: Read): Promise<void> {
  await pool.query(read(params));
}
