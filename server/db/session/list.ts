import { sql } from 'kysely';
import type { Json, JsonObject } from '@/server/engine/json';
import type { Failure } from '@/server/engine/session';
import type { Db } from '../connection/transaction';
import type { SessionStatus } from '../statement/checked-values';
import { toLikePattern } from '../statement/like-pattern';
import { build, findRow, listRows } from '../statement/query';
import type { SessionRow } from './row';

/** A session in a list: its row without the state, but for the parts that are shown. */
export type ListedSession = Omit<
  SessionRow,
  'orgId' | 'state' | 'waitTurnNo' | 'waitTimeoutMs' | 'syncReply' | 'awaitedEvent' | 'eventDepth'
> & {
  nodeId: string | null;
  control: 'flow' | 'human';
  failure: Failure | null;
  output: Json | null;
  flowName: string;
  flowSlug: string;
  versionNumber: number | null;
  lastText: string | null;
  channelName: string | null;
  /** The person's data from the thread's caller; null without a thread. */
  profile: JsonObject | null;
};

export type SessionFilter = {
  status?: readonly SessionStatus[] | undefined;
  flowId?: string | undefined;
  channel?: string | undefined;
  channelId?: string | undefined;
  isTest?: boolean | undefined;
  /** Whether the user waits for a person. */
  waiting?: boolean | undefined;
};

/** A place in the list, which goes from the newest session to the oldest. */
export type ListPlace = { at: Date; id: string };

/** `exact` finds an id, a thread's id or an external id; `text` a part of an external id, of a message, or of an id. */
type SessionSearch =
  | { type: 'exact'; id: string | null; externalId: string }
  | { type: 'text'; text: string };

export type SessionListing = SessionFilter & {
  orgId: string;
  after: ListPlace | null;
  /** Where to stop, itself included. */
  until: ListPlace | null;
  search: SessionSearch | null;
  take: number;
};

/** Lists sessions after a place, the newest first. */
export function listSessions(db: Db, listing: SessionListing): Promise<ListedSession[]> {
  return listRows(db, buildSessionList(listing));
}

const text = sql<string>`m.content->>'text'`;

/** Builds the statement of a page: rows are chosen first, by an index alone where there is one, and read afterwards. */
export function buildSessionList(listing: SessionListing) {
  const { orgId } = listing;
  // Every table is given its organization: by a join alone the planner would not know how few rows are meant.
  return build
    .with(
      (cte) => cte('page').materialized(),
      () => choosePlaces(listing),
    )
    .selectFrom('page')
    .innerJoin('sessions as s', (join) => join.on('s.orgId', '=', orgId).onRef('s.id', '=', 'page.id'))
    .innerJoin('flowVersions as v', (join) =>
      join.on('v.orgId', '=', orgId).onRef('v.id', '=', 's.versionId'),
    )
    .innerJoin('flows as f', (join) => join.on('f.orgId', '=', orgId).onRef('f.id', '=', 's.flowId'))
    .leftJoin('channels as c', (join) => join.on('c.orgId', '=', orgId).onRef('c.id', '=', 's.channelId'))
    .leftJoin('threads as t', (join) => join.on('t.orgId', '=', orgId).onRef('t.id', '=', 's.threadId'))
    .leftJoinLateral(
      ({ selectFrom }) =>
        selectFrom('messages as m')
          .select(text.as('text'))
          .where('m.orgId', '=', orgId)
          .whereRef('m.sessionId', '=', 's.id')
          .where(text, '<>', '')
          .orderBy('m.seq', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .select(['s.id', 's.flowId', 's.versionId', 's.status', 's.isTest', 's.channel', 's.externalId'])
    .select(['s.metadata', 's.turnNo', 's.messageCount', 's.createdAt', 's.lastActivityAt', 's.expiresAt'])
    .select(['s.finishedAt', 's.channelId', 's.threadId', 's.roomId', 's.waitingSince', 's.assigneeId'])
    .select([
      sql<string | null>`s.state->'frames'->-1->>'node'`.as('nodeId'),
      sql<'flow' | 'human'>`s.state->>'control'`.as('control'),
      sql<Failure | null>`s.state->'failure'`.as('failure'),
      sql<Json | null>`s.state->'output'`.as('output'),
    ])
    .select([
      'f.name as flowName',
      'f.slug as flowSlug',
      'v.number as versionNumber',
      'c.name as channelName',
    ])
    .select(['last.text as lastText', 't.profile'])
    .orderBy('s.createdAt', 'desc')
    .orderBy('s.id', 'desc');
}

const anySession = build.selectFrom('sessions as s').select(['s.id', 's.createdAt']);
type Places = typeof anySession;

// Each status is looked up by itself, so that the planner knows how rare it is and the index keeps the order: the newest of
// all are among the newest of each.
function choosePlaces({ status, ...listing }: SessionListing) {
  const { take } = listing;
  const matching = toMatching(listing);
  if (status === undefined) return newestFirst(matching).limit(take);
  const [first, ...others] = [...new Set(status)].map((one) => {
    const newest = newestFirst(matching.where('s.status', '=', one)).limit(take);
    return build.selectFrom(newest.as('s')).select(['s.id', 's.createdAt']);
  });
  if (!first) return matching.where((eb) => eb.lit(false));
  const all = others.reduce((union, one) => union.unionAll(one), first);
  return build
    .selectFrom(all.as('s'))
    .select(['s.id', 's.createdAt'])
    .orderBy('s.createdAt', 'desc')
    .orderBy('s.id', 'desc')
    .limit(take);
}

function newestFirst(places: Places): Places {
  return places.orderBy('s.createdAt', 'desc').orderBy('s.id', 'desc');
}

/** Finds the place `count` sessions further down the list, without its search; null when the list ends before. */
export function findListPlace(
  db: Db,
  { status, ...listing }: SessionListing,
  count: number,
): Promise<ListPlace | null> {
  if (status?.length === 0) return Promise.resolve(null);
  let places = toMatching({ ...listing, search: null });
  if (status !== undefined) places = places.where('s.status', 'in', status);
  const place = newestFirst(places)
    .limit(1)
    .offset(count - 1)
    .clearSelect();
  return findRow(db, place.select(['s.createdAt as at', 's.id']));
}

/** Tells whether a session of the organization has this external id. */
export async function hasExternalId(
  db: Db,
  { orgId, externalId }: { orgId: string; externalId: string },
): Promise<boolean> {
  const sessions = build.selectFrom('sessions').select('id').where('orgId', '=', orgId);
  return (await findRow(db, sessions.where('externalId', '=', externalId).limit(1))) !== null;
}

function toMatching(listing: Omit<SessionListing, 'status'>): Places {
  const { orgId, flowId, channel, channelId, isTest, waiting, after, until, search } = listing;
  let places = anySession.where('s.orgId', '=', orgId);
  if (flowId !== undefined) places = places.where('s.flowId', '=', flowId);
  if (channel !== undefined) places = places.where('s.channel', '=', channel);
  if (channelId !== undefined) places = places.where('s.channelId', '=', channelId);
  if (isTest !== undefined) places = places.where((eb) => (isTest ? eb.ref('s.isTest') : eb.not('s.isTest')));
  if (waiting !== undefined) places = places.where('s.waitingSince', waiting ? 'is not' : 'is', null);
  if (after !== null) places = places.where(beyond('<', after));
  if (until !== null) places = places.where(beyond('>=', until));
  return search === null ? places : addSearch(places, search);
}

const beyond = (sign: '<' | '>=', { at, id }: ListPlace) =>
  sql<boolean>`(s.created_at, s.id) ${sql.raw(sign)} (${at}, ${id})`;

// People are shown the last part of an id; anything shorter would be found in most of them.
const ID_PART = /^[0-9a-f-]{6,36}$/i;

function addSearch(places: Places, search: SessionSearch): Places {
  if (search.type === 'exact') {
    const { id, externalId } = search;
    return places.where((eb) =>
      eb.or([eb('s.id', '=', id), eb('s.threadId', '=', id), eb('s.externalId', '=', externalId)]),
    );
  }
  const part = toLikePattern(search.text);
  return places.where((eb) => {
    // A value rather than EXISTS, for which the planner would read every message there is.
    const inMessages = eb
      .selectFrom('messages as m')
      .select(eb.lit(true).as('found'))
      .whereRef('m.orgId', '=', 's.orgId')
      .whereRef('m.sessionId', '=', 's.id')
      .where(text, 'ilike', part)
      .limit(1);
    const inId = ID_PART.test(search.text) ? [sql<boolean>`s.id::text ILIKE ${part}`] : [];
    return eb.or([...inId, eb('s.externalId', 'ilike', part), sql<boolean>`${inMessages}`]);
  });
}
