import { type ExpressionBuilder, sql } from 'kysely';
import type { JsonObject } from '@/server/engine/json';
import type { Db } from '../connection/transaction';
import type { ChannelKind, Direction, RoomMode, SessionStatus } from '../statement/checked-values';
import { toLikePattern } from '../statement/like-pattern';
import { build, findRow, listRows } from '../statement/query';
import type { Tables } from '../statement/tables';

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
};

/** `waiting`: not assigned yet; `mine`: assigned to the reader; `open`: not finished; `closed`: finished. */
export type InboxQueue = 'waiting' | 'mine' | 'open' | 'closed';

export type InboxListing = {
  orgId: string;
  userId: string;
  queue: InboxQueue;
  roomId: string | null;
  /** A part of the external id, of the person's data, or of a message. */
  search: string | null;
  /** Where the previous page ended: in `waiting` its `waitingSince`, elsewhere its `createdAt`. */
  after: { at: Date; id: string } | null;
  take: number;
};

const text = sql<string>`m.content->>'text'`;

const conversations = build
  .selectFrom('sessions as s')
  .innerJoin('threads as t', (join) => join.onRef('t.orgId', '=', 's.orgId').onRef('t.id', '=', 's.threadId'))
  .innerJoin('channels as c', (join) =>
    join.onRef('c.orgId', '=', 's.orgId').onRef('c.id', '=', 's.channelId'),
  )
  .leftJoin('rooms as r', (join) => join.onRef('r.orgId', '=', 's.orgId').onRef('r.id', '=', 's.roomId'))
  .leftJoin('users as u', 'u.id', 's.assigneeId')
  .where('s.threadId', 'is not', null);

type Joined = ExpressionBuilder<
  Tables & Record<'s', Tables['sessions']> & Record<'t', Tables['threads']>,
  's' | 't'
>;

/** Joins conversations with their last message and with how far a person has read them. */
function readBy(userId: string) {
  return conversations
    .leftJoin('sessionReads as seen', (join) =>
      join
        .onRef('seen.orgId', '=', 's.orgId')
        .on('seen.userId', '=', userId)
        .onRef('seen.sessionId', '=', 's.id'),
    )
    .leftJoinLateral(
      ({ selectFrom }) =>
        selectFrom('messages as m')
          .select([text.as('text'), 'm.direction'])
          .whereRef('m.orgId', '=', 's.orgId')
          .whereRef('m.sessionId', '=', 's.id')
          .where(text, '<>', '')
          .orderBy('m.seq', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .select(['s.id', 's.status', sql<'flow' | 'human'>`s.state->>'control'`.as('control')])
    .select(['t.id as threadId', 't.externalId', 't.profile', 't.variables', 't.visitor'])
    .select(['c.id as channelId', 'c.name as channelName', 'c.kind as channelKind'])
    .select(['s.roomId', 'r.name as roomName', 'r.mode as roomMode', 's.flowId', 's.waitingSince'])
    .select(['s.assigneeId', 'u.name as assigneeName', 's.createdAt', 's.lastActivityAt', 's.finishedAt'])
    .select(['s.messageCount', 'last.text as lastText', 'last.direction as lastDirection'])
    .select(({ selectFrom }) =>
      selectFrom('messages as m')
        .select(sql<number>`count(*)::int`.as('count'))
        .whereRef('m.orgId', '=', 's.orgId')
        .whereRef('m.sessionId', '=', 's.id')
        .where('m.direction', '=', 'inbound')
        .where(({ eb, fn, lit }) => eb('m.seq', '>', fn.coalesce('seen.seq', lit(0))))
        .$asScalar()
        .$notNull()
        .as('unread'),
    );
}

function isIn({ and, eb }: Joined, { queue, userId }: { queue: InboxQueue; userId: string }) {
  const isOpen = eb('s.finishedAt', 'is', null);
  switch (queue) {
    case 'waiting':
      return and([eb('s.waitingSince', 'is not', null), isOpen, eb('s.assigneeId', 'is', null)]);
    case 'mine':
      return and([eb('s.assigneeId', '=', userId), isOpen]);
    case 'open':
      return isOpen;
    case 'closed':
      return eb('s.finishedAt', 'is not', null);
  }
}

function isFoundBy(eb: Joined, pattern: string) {
  const inMessages = eb
    .selectFrom('messages as m')
    .select('m.seq')
    .whereRef('m.orgId', '=', 's.orgId')
    .whereRef('m.sessionId', '=', 's.id')
    .where(text, 'ilike', pattern);
  const facts = (['t.profile', 't.variables', 't.visitor'] as const).map((column) =>
    eb(eb.cast<string>(column, 'text'), 'ilike', pattern),
  );
  return eb.or([eb('t.externalId', 'ilike', pattern), ...facts, eb.exists(inMessages)]);
}

/** Lists conversations of a queue after a position: the longest waiting first in `waiting`, the newest first elsewhere. */
export function listConversations(db: Db, listing: InboxListing): Promise<InboxRow[]> {
  const { orgId, userId, queue, roomId, search, after, take } = listing;
  let found = readBy(userId)
    .where('s.orgId', '=', orgId)
    .where((eb) => isIn(eb, { queue, userId }));
  if (roomId !== null) found = found.where('s.roomId', '=', roomId);
  const pattern = toLikePattern(search);
  if (pattern !== null) found = found.where((eb) => isFoundBy(eb, pattern));
  const isWaiting = queue === 'waiting';
  const time = isWaiting ? 's.waitingSince' : 's.createdAt';
  const direction = isWaiting ? 'asc' : 'desc';
  if (after !== null)
    found = found.where(({ eb, refTuple, tuple }) =>
      eb(refTuple(time, 's.id'), isWaiting ? '>' : '<', tuple(after.at, after.id)),
    );
  // A literal, because a plan for any limit would seem dear, so that PostgreSQL would plan anew each time.
  const page = found.orderBy(time, direction).orderBy('s.id', direction).limit(sql.lit(take));
  return listRows(db, page, { preparedAs: 'list_inbox' });
}

/** Finds a conversation. */
export function findConversation(
  db: Db,
  { orgId, userId, sessionId }: { orgId: string; userId: string; sessionId: string },
): Promise<InboxRow | null> {
  const conversation = readBy(userId).where('s.orgId', '=', orgId).where('s.id', '=', sessionId);
  return findRow(db, conversation, { preparedAs: 'find_inbox_row' });
}
