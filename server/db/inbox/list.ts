import { type ExpressionBuilder, type Selectable, type SelectQueryBuilder, sql } from 'kysely';
import type { JsonObject } from '@/server/engine/json';
import type { Db } from '../connection/transaction';
import {
  type ChannelKind,
  type Direction,
  FINISHED_STATUSES,
  LIVE_STATUSES,
  type RoomMode,
  type SessionStatus,
} from '../statement/checked-values';
import { toLikePattern } from '../statement/like-pattern';
import { build, findRow, listRows } from '../statement/query';
import type { Tables } from '../statement/tables';
import { labelsOf } from './labels';
import { snoozedUntil } from './snoozes';
import { countUnread } from './unread';

/** A conversation in the list of the people who answer. */
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
  /** The data that the visitor's page sent. */
  visitor: JsonObject | null;
  waitingSince: Date | null;
  assigneeId: string | null;
  assigneeName: string | null;
  createdAt: Date;
  lastActivityAt: Date;
  finishedAt: Date | null;
  messageCount: number;
  lastText: string | null;
  lastDirection: Direction | null;
  /** The number of the person's messages that the reader has not seen. */
  unread: number;
  /** By name. */
  labels: string[];
  /** Null when it is not snoozed. */
  snoozedUntil: Date | null;
};

/**
 * `waiting`: not assigned yet; `mine`: assigned to the reader; `open`: not finished; all three without those that are snoozed.
 * `snoozed`: not finished and snoozed; `closed`: finished.
 */
export type InboxQueue = 'waiting' | 'mine' | 'open' | 'snoozed' | 'closed';

export type InboxListing = {
  orgId: string;
  userId: string;
  queue: InboxQueue;
  roomId: string | null;
  label: string | null;
  now: Date;
  /** A part of the external id, of the person's data, or of a message. */
  search: string | null;
  /** Where the previous page ended: in `waiting` its `waitingSince`, elsewhere its `createdAt`. */
  after: { at: Date; id: string } | null;
  take: number;
};

const conversations = build.selectFrom('sessions as s').selectAll('s').where('s.threadId', 'is not', null);
type Conversations = typeof conversations;
type SessionColumns = Selectable<Tables['sessions']>;

type Reader = { orgId: string; userId: string; now: Date };
type Chosen = ReturnType<typeof toSource>;

function toSource<In, From extends keyof In>(chosen: SelectQueryBuilder<In, From, SessionColumns>) {
  return build.selectFrom(chosen.as('s')).selectAll('s');
}

/**
 * Joins chosen conversations with what is shown of them, and with how far a person has read them. Every table is given its
 * organization, which neither the planner nor a distributed PostgreSQL finds through a UNION.
 */
function readBy({ orgId, userId, now }: Reader, chosen: Chosen) {
  return build
    .selectFrom(chosen.as('s'))
    .innerJoin('threads as t', (join) => join.on('t.orgId', '=', orgId).onRef('t.id', '=', 's.threadId'))
    .innerJoin('channels as c', (join) => join.on('c.orgId', '=', orgId).onRef('c.id', '=', 's.channelId'))
    .leftJoin('rooms as r', (join) => join.on('r.orgId', '=', orgId).onRef('r.id', '=', 's.roomId'))
    .leftJoin('users as u', 'u.id', 's.assigneeId')
    .leftJoin('sessionReads as seen', (join) =>
      join.on('seen.orgId', '=', orgId).on('seen.userId', '=', userId).onRef('seen.sessionId', '=', 's.id'),
    )
    .leftJoinLateral(
      ({ selectFrom }) =>
        selectFrom('messages as m')
          .select(['m.text', 'm.direction'])
          .where('m.orgId', '=', orgId)
          .whereRef('m.sessionId', '=', 's.id')
          .where('m.text', '<>', '')
          .orderBy('m.turnNo', 'desc')
          .orderBy('m.seq', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .select(['s.id', 's.status', sql<'flow' | 'human'>`coalesce(s.state->>'control', 'flow')`.as('control')])
    .select(['t.id as threadId', 't.externalId', 't.profile', 't.variables', 't.visitor'])
    .select(['c.id as channelId', 'c.name as channelName', 'c.kind as channelKind'])
    .select(['s.roomId', 'r.name as roomName', 'r.mode as roomMode', 's.flowId', 's.waitingSince'])
    .select(['s.assigneeId', 'u.name as assigneeName', 's.createdAt', 's.lastActivityAt', 's.finishedAt'])
    .select(['s.messageCount', 'last.text as lastText', 'last.direction as lastDirection'])
    .select([countUnread(orgId).as('unread'), labelsOf(orgId).as('labels')])
    .select(snoozedUntil(orgId, now).as('snoozedUntil'));
}

type Sessions = ExpressionBuilder<Tables & Record<'s', Tables['sessions']>, 's'>;

/** The parts of a queue, each of which an index has in the order of the list. */
function toParts({ queue, userId, orgId }: InboxListing): Conversations[] {
  const own = conversations.where('s.orgId', '=', orgId);
  const open = own.where('s.finishedAt', 'is', null);
  switch (queue) {
    case 'waiting':
      return [open.where('s.waitingSince', 'is not', null).where('s.assigneeId', 'is', null)];
    case 'mine':
      return [open.where('s.assigneeId', '=', userId)];
    case 'open':
    case 'snoozed':
      return LIVE_STATUSES.map((status) => own.where('s.status', '=', status));
    case 'closed':
      return FINISHED_STATUSES.map((status) => own.where('s.status', '=', status));
  }
}

// Values rather than EXISTS, for which the planner would read every thread and message there is.
function isFoundBy(eb: Sessions, { orgId, pattern }: { orgId: string; pattern: string }) {
  const inMessages = eb
    .selectFrom('messages as m')
    .select(eb.lit(true).as('found'))
    .where('m.orgId', '=', orgId)
    .whereRef('m.sessionId', '=', 's.id')
    .where('m.text', 'ilike', pattern)
    .limit(1);
  const inThread = eb
    .selectFrom('threads as t')
    .select((of) => {
      const facts = (['t.profile', 't.variables', 't.visitor'] as const).map((column) =>
        of(of.cast<string>(column, 'text'), 'ilike', pattern),
      );
      return of.or([of('t.externalId', 'ilike', pattern), ...facts]).as('found');
    })
    .where('t.orgId', '=', orgId)
    .whereRef('t.id', '=', 's.threadId');
  return sql<boolean>`(${inThread} OR ${inMessages})`;
}

function isSnoozed({ orgId, now, queue }: InboxListing) {
  const until = snoozedUntil(orgId, now);
  return queue === 'snoozed' ? sql<boolean>`${until} IS NOT NULL` : sql<boolean>`${until} IS NULL`;
}

const hasLabel = (orgId: string, label: string) => sql<boolean>`coalesce((
  SELECT true FROM conversation_labels l WHERE l.org_id = ${orgId} AND l.session_id = s.id AND l.label = ${label}), false)`;

// A page of a part of the queue.
function choose(part: Conversations, listing: InboxListing): Conversations {
  const { orgId, roomId, label, search, after, take } = listing;
  const { time, direction } = orderOf(listing);
  let found = part;
  if (roomId !== null) found = found.where('s.roomId', '=', roomId);
  if (label !== null) found = found.where(hasLabel(orgId, label));
  if (listing.queue !== 'closed') found = found.where(isSnoozed(listing));
  const pattern = toLikePattern(search);
  if (pattern !== null) found = found.where((eb) => isFoundBy(eb, { orgId, pattern }));
  if (after !== null)
    found = found.where(({ eb, refTuple, tuple }) =>
      eb(refTuple(time, 's.id'), direction === 'asc' ? '>' : '<', tuple(after.at, after.id)),
    );
  // A literal, because a plan for any limit would seem dear, so that PostgreSQL would plan anew each time.
  return found.orderBy(time, direction).orderBy('s.id', direction).limit(sql.lit(take));
}

function orderOf({ queue }: InboxListing) {
  return queue === 'waiting'
    ? ({ time: 's.waitingSince', direction: 'asc' } as const)
    : ({ time: 's.createdAt', direction: 'desc' } as const);
}

/** Lists conversations of a queue after a position: the longest waiting first in `waiting`, the newest first elsewhere. */
export function listConversations(db: Db, listing: InboxListing): Promise<InboxRow[]> {
  const { orgId, userId, now, take } = listing;
  const { time, direction } = orderOf(listing);
  const [first, ...others] = toParts(listing).map((part) => toSource(choose(part, listing)));
  if (!first) return Promise.resolve([]);
  const all = others.reduce((union, part) => union.unionAll(part), first);
  // The page is chosen before anything is joined with it: PostgreSQL would sort the joined rows of the complete queue.
  const page = toSource(all).orderBy(time, direction).orderBy('s.id', direction).limit(sql.lit(take));
  const rows = readBy({ orgId, userId, now }, page).orderBy(time, direction).orderBy('s.id', direction);
  return listRows(db, rows, { preparedAs: 'list_inbox' });
}

/** Finds a conversation. */
export function findConversation(
  db: Db,
  { sessionId, ...reader }: Reader & { sessionId: string },
): Promise<InboxRow | null> {
  const conversation = conversations.where('s.orgId', '=', reader.orgId).where('s.id', '=', sessionId);
  return findRow(db, readBy(reader, toSource(conversation)), { preparedAs: 'find_inbox_row' });
}
