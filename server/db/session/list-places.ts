import { sql } from 'kysely';
import type { Db } from '../connection/transaction';
import { CHANNEL_KINDS, SESSION_STATUSES, type SessionStatus } from '../statement/checked-values';
import { toLikePattern } from '../statement/like-pattern';
import { build, findRow } from '../statement/query';

/*
 * session/list-by-index  Each part of the list that a filter names is read by an index that has its order, so the cost of
 *     a page does not grow with the sessions that the filter leaves out.
 */

export type SessionFilter = {
  status?: readonly SessionStatus[] | undefined;
  flowId?: string | undefined;
  /** Leaves out the sessions that run this version. */
  exceptVersionId?: string | undefined;
  channel?: string | undefined;
  channelId?: string | undefined;
  isTest?: boolean | undefined;
  /** Whether the user waits for a person. */
  waiting?: boolean | undefined;
  createdSince?: Date | undefined;
  createdBefore?: Date | undefined;
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

const anySession = build.selectFrom('sessions as s').select(['s.id', 's.createdAt']);
type Places = typeof anySession;

/** Builds the statement that chooses the sessions of a page, the newest first. */
export function choosePlaces(listing: SessionListing) {
  const parts = toStatuses(listing).flatMap((status) => {
    const matching = toMatching(listing);
    return splitByChannel(status === null ? matching : matching.where('s.status', '=', status), listing);
  });
  const [first, ...others] = parts;
  if (!first)
    return newest(
      anySession.where((eb) => eb.lit(false)),
      0,
    );
  // The newest of all are among the newest of each part.
  const all = others.reduce((union, one) => union.unionAll(one), first);
  return build
    .selectFrom(all.as('s'))
    .select(['s.id', 's.createdAt'])
    .orderBy('s.createdAt', 'desc')
    .orderBy('s.id', 'desc')
    .limit(listing.take);
}

/** Finds the place `count` sessions further down the list, without its search; null when the list ends before. */
export function findListPlace(db: Db, listing: SessionListing, count: number): Promise<ListPlace | null> {
  const places = choosePlaces({ ...listing, search: null, take: count });
  const place = build
    .selectFrom(places.as('s'))
    .select(['s.createdAt as at', 's.id'])
    .orderBy('s.createdAt', 'desc')
    .orderBy('s.id', 'desc');
  return findRow(db, place.limit(1).offset(count - 1));
}

function newest(places: Places, take: number) {
  const ordered = places.orderBy('s.createdAt', 'desc').orderBy('s.id', 'desc').limit(take);
  return build.selectFrom(ordered.as('s')).select(['s.id', 's.createdAt']);
}

// The indexes of all sessions and of a flow's sessions begin with the status; null where another one has the order.
function toStatuses(listing: SessionListing): readonly (SessionStatus | null)[] {
  const { status, channel, channelId } = listing;
  if (status !== undefined) return [...new Set(status)];
  return channel !== undefined || channelId !== undefined || isOfFew(listing) ? [null] : SESSION_STATUSES;
}

/** True for test sessions, those that wait and those with an id: few, which indexes of their own find. */
function isOfFew({ isTest, waiting, search }: SessionListing): boolean {
  return isTest === true || waiting === true || search?.type === 'exact';
}

// Only sessions of channels have the name of a kind, and the index has one channel after the other.
function splitByChannel(places: Places, listing: SessionListing) {
  const { orgId, channel, channelId, take } = listing;
  if (channelId !== undefined) {
    const kind = build.selectFrom('channels as c').select('c.kind').where('c.orgId', '=', orgId);
    const own = places.where('s.channelId', '=', channelId);
    return [newest(own.where('s.channel', '=', kind.where('c.id', '=', channelId)), take)];
  }
  if (channel === undefined) return [newest(places, take)];
  const named = places.where('s.channel', '=', channel);
  const isKind = CHANNEL_KINDS.some((kind) => kind === channel);
  // Then another index may have fewer sessions.
  if (isOfFew(listing) || (isKind && listing.status !== undefined)) return [newest(named, take)];
  // Ordered by the null, too, because PostgreSQL does not see that it makes no difference.
  const withoutChannel = newest(named.where('s.channelId', 'is', null).orderBy('s.channelId', 'desc'), take);
  if (!isKind) return [withoutChannel];
  const ofEach = newest(named.where('s.channelId', '=', sql.ref<string>('c.id')), take);
  const channels = build
    .selectFrom('channels as c')
    .innerJoinLateral(ofEach.as('s'), (join) => join.onTrue());
  const ofKind = channels.where('c.orgId', '=', orgId).where(sql<boolean>`c.kind = ${channel}`);
  return [withoutChannel, ofKind.select(['s.id', 's.createdAt'])];
}

function toMatching(listing: SessionListing): Places {
  const { orgId, flowId, exceptVersionId, isTest, waiting, createdSince, createdBefore } = listing;
  const { after, until, search } = listing;
  let places = anySession.where('s.orgId', '=', orgId);
  if (flowId !== undefined) places = places.where('s.flowId', '=', flowId);
  if (exceptVersionId !== undefined) places = places.where('s.versionId', '!=', exceptVersionId);
  if (isTest !== undefined) places = places.where((eb) => (isTest ? eb.ref('s.isTest') : eb.not('s.isTest')));
  if (waiting !== undefined) places = places.where('s.waitingSince', waiting ? 'is not' : 'is', null);
  if (createdSince !== undefined) places = places.where('s.createdAt', '>=', createdSince);
  if (createdBefore !== undefined) places = places.where('s.createdAt', '<', createdBefore);
  if (after !== null) places = places.where(beyond('<', after));
  if (until !== null) places = places.where(beyond('>=', until));
  return search === null ? places : addSearch(places, { orgId, search });
}

const beyond = (sign: '<' | '>=', { at, id }: ListPlace) =>
  sql<boolean>`(s.created_at, s.id) ${sql.raw(sign)} (${at}, ${id})`;

// People are shown the last part of an id; anything shorter would be found in most of them.
const ID_PART = /^[0-9a-f-]{6,36}$/i;

function addSearch(
  places: Places,
  { orgId, search }: Pick<SessionListing, 'orgId'> & { search: SessionSearch },
): Places {
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
      .where('m.orgId', '=', orgId)
      .whereRef('m.sessionId', '=', 's.id')
      .where('m.text', 'ilike', part)
      .limit(1);
    const inId = ID_PART.test(search.text) ? [sql<boolean>`s.id::text ILIKE ${part}`] : [];
    return eb.or([...inId, eb('s.externalId', 'ilike', part), sql<boolean>`${inMessages}`]);
  });
}
