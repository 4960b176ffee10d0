import { findFlowIdBySlug } from '@/server/db/flow/store';
import { hasExternalId, type ListedSession, listSessions as listSessionRows } from '@/server/db/session/list';
import {
  findListPlace,
  type ListPlace,
  type SessionFilter,
  type SessionListing,
} from '@/server/db/session/list-places';
import { isUuid } from '@/server/shared/ids';
import { encodeCursor, type Page, type PageRequest, toPage } from '@/server/shared/page';
import { requireScope, type ServiceContext } from '../context';
import { requireTimeCursor } from '../cursor';
import { isSlug } from '../flow/slug';
import { findPersonName } from '../inbox/view';

/** The number of sessions that one page of a text search scans. */
const SEARCHED = 1_000;

export type ListSessions = PageRequest &
  Omit<SessionFilter, 'channelId'> & {
    /** The id of a channel, or the free name that a caller of the headless API gave at the start. */
    channel?: string | undefined;
    /** The id of a session or thread, an external id, or a text within an external id or the conversation. */
    search?: string | undefined;
  };

/** A session in a list; `person` is the visitor's name, where it is known. */
export type SessionSummary = Omit<ListedSession, 'profile'> & { person: string | null };

/**
 * Lists sessions, the newest first. A page of a search scans at most 1,000 sessions, so it can be short or empty and still
 * have a next page. Throws invalid_request for a malformed cursor.
 */
export async function listSessions(ctx: ServiceContext, input: ListSessions): Promise<Page<SessionSummary>> {
  const orgId = requireScope(ctx, 'sessions:read');
  const { cursor, limit, search, channel, flowId: flowRef, ...filter } = input;
  const flowId = flowRef === undefined ? undefined : await findFlowId(ctx.db, orgId, flowRef);
  if (flowId === null) return { items: [], nextCursor: null };
  const listing = {
    ...filter,
    flowId,
    ...(channel !== undefined && (isUuid(channel) ? { channelId: channel } : { channel })),
    orgId,
    after: requireTimeCursor(cursor),
    until: null,
    search: null,
    take: limit + 1,
  };
  const wanted = search?.trim();
  const page = wanted
    ? await searchSessions(ctx, listing, wanted, limit)
    : toPage(await listSessionRows(ctx.db, listing), limit, toCursorParts);
  return { ...page, items: page.items.map(toSummary) };
}

function findFlowId(db: ServiceContext['db'], orgId: string, flowRef: string): Promise<string | null> {
  if (isUuid(flowRef)) return Promise.resolve(flowRef);
  return isSlug(flowRef) ? findFlowIdBySlug(db, { orgId, slug: flowRef }) : Promise.resolve(null);
}

function toSummary({ profile, ...row }: ListedSession): SessionSummary {
  return { ...row, person: profile && findPersonName(profile) };
}

async function searchSessions(
  { db }: ServiceContext,
  listing: SessionListing,
  wanted: string,
  limit: number,
): Promise<Page<ListedSession>> {
  const id = isUuid(wanted) ? wanted : null;
  if (id !== null || (await hasExternalId(db, { orgId: listing.orgId, externalId: wanted }))) {
    const search = { type: 'exact' as const, id, externalId: wanted };
    return toPage(await listSessionRows(db, { ...listing, search }), limit, toCursorParts);
  }
  const until = await findListPlace(db, listing, SEARCHED);
  const rows = await listSessionRows(db, { ...listing, until, search: { type: 'text', text: wanted } });
  const page = toPage(rows, limit, toCursorParts);
  return { ...page, nextCursor: page.nextCursor ?? toCursor(until) };
}

function toCursor(place: ListPlace | null): string | null {
  return place && encodeCursor([place.at.toISOString(), place.id]);
}

function toCursorParts({ createdAt, id }: ListedSession): readonly string[] {
  return [createdAt.toISOString(), id];
}
