import type { Json, JsonObject } from '@/server/engine/json';
import type { Failure } from '@/server/engine/session';
import type { Db } from '../connection/transaction';
import type { SessionStatus } from '../statement/checked-values';
import { toLikePattern } from '../statement/like-pattern';
import type { SessionRow } from './row';

/** A session in a list: its row without the state, but for what is worth seeing of it. */
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
  /** Who the person is, as the thread's caller last said; null without a thread. */
  profile: JsonObject | null;
};

export type SessionFilter = {
  status?: readonly SessionStatus[] | undefined;
  flowId?: string | undefined;
  channel?: string | undefined;
  channelId?: string | undefined;
  isTest?: boolean | undefined;
  /** Whether somebody waits for a person. */
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
  before: ListPlace | null;
  /** Where to stop, itself included. */
  until: ListPlace | null;
  search: SessionSearch | null;
  limit: number;
};

const COLUMNS = `
  s.id, s.flow_id "flowId", s.version_id "versionId", s.status, s.is_test "isTest", s.channel, s.external_id "externalId",
  s.metadata, s.turn_no "turnNo", s.message_count "messageCount", s.created_at "createdAt",
  s.last_activity_at "lastActivityAt", s.expires_at "expiresAt", s.finished_at "finishedAt", s.channel_id "channelId",
  s.thread_id "threadId", s.room_id "roomId", s.waiting_since "waitingSince", s.assignee_id "assigneeId",
  s.state->'frames'->-1->>'node' "nodeId", s.state->>'control' control, s.state->'failure' failure,
  s.state->'output' output, f.name "flowName", f.slug "flowSlug", v.number "versionNumber", last.text "lastText",
  c.name "channelName", t.profile`;

// Every table is told its organization: by a join alone the planner would not know how few rows are meant.
const toJoins = (org: string) => `
  JOIN sessions s ON s.org_id = ${org} AND s.id = page.id
  JOIN flow_versions v ON v.org_id = ${org} AND v.id = s.version_id
  JOIN flows f ON f.org_id = ${org} AND f.id = s.flow_id
  LEFT JOIN channels c ON c.org_id = ${org} AND c.id = s.channel_id
  LEFT JOIN threads t ON t.org_id = ${org} AND t.id = s.thread_id
  LEFT JOIN LATERAL (
    SELECT m.content->>'text' text FROM messages m
    WHERE m.org_id = ${org} AND m.session_id = s.id AND m.content->>'text' <> '' ORDER BY m.seq DESC LIMIT 1
  ) last ON true`;

const ORDER = 'ORDER BY s.created_at DESC, s.id DESC';

export type Query = { text: string; values: unknown[] };

/** Lists sessions, the newest first. */
export async function listSessions({ pool }: Db, listing: SessionListing): Promise<ListedSession[]> {
  return (await pool.query<ListedSession>(toListQuery(listing))).rows;
}

/** The query of a page: the rows are chosen first, by an index alone where there is one, and looked at afterwards. */
export function toListQuery(listing: SessionListing): Query {
  const values: unknown[] = [];
  const org = addTo(values, listing.orgId);
  const page = toPlaces(listing, values, addTo(values, listing.limit));
  const text = `WITH page AS MATERIALIZED (${page}) SELECT ${COLUMNS} FROM page ${toJoins(org)} ${ORDER}`;
  return { text, values };
}

// Each state is looked up by itself, so that the planner knows how rare it is and the index keeps the order: the newest of
// all are among the newest of each.
function toPlaces({ status, ...rest }: SessionListing, values: unknown[], limit: string): string {
  const where = toConditions(rest, values);
  const pick = (more: string) =>
    `SELECT s.id, s.created_at FROM sessions s WHERE ${where}${more} ${ORDER} LIMIT ${limit}`;
  if (!status || status.length === 0) return pick(status ? ' AND false' : '');
  const each = [...new Set(status)].map((one) => `(${pick(` AND s.status = ${addTo(values, one)}`)})`);
  return `SELECT s.* FROM (${each.join(' UNION ALL ')}) s ${ORDER} LIMIT ${limit}`;
}

/** Finds the place `count` sessions further down the list, or null when the list ends before. */
export async function findListPlace(
  { pool }: Db,
  listing: SessionListing,
  count: number,
): Promise<ListPlace | null> {
  const values: unknown[] = [];
  const where = toConditions({ ...listing, search: null }, values);
  const text = `SELECT s.created_at at, s.id FROM sessions s WHERE ${where} ${ORDER} LIMIT 1 OFFSET ${addTo(values, count - 1)}`;
  return (await pool.query<ListPlace>({ text, values })).rows[0] ?? null;
}

/** Tells whether a session of the organization bears this external id. */
export async function hasExternalId({ pool }: Db, orgId: string, externalId: string): Promise<boolean> {
  const text = 'SELECT 1 FROM sessions WHERE org_id = $1 AND external_id = $2 LIMIT 1';
  return (await pool.query({ text, values: [orgId, externalId] })).rows.length > 0;
}

function addTo(values: unknown[], value: unknown): string {
  values.push(value);
  return `$${values.length}`;
}

function toConditions(listing: SessionListing, values: unknown[]): string {
  const { orgId, status, flowId, channel, channelId, isTest, waiting, before, until, search } = listing;
  const add = (value: unknown) => addTo(values, value);
  const conditions = [
    `s.org_id = ${add(orgId)}`,
    status && `s.status = ANY(${add(status)}::text[])`,
    flowId !== undefined && `s.flow_id = ${add(flowId)}`,
    channel !== undefined && `s.channel = ${add(channel)}`,
    channelId !== undefined && `s.channel_id = ${add(channelId)}`,
    isTest !== undefined && (isTest ? 's.is_test' : 'NOT s.is_test'),
    waiting !== undefined && `s.waiting_since IS ${waiting ? 'NOT NULL' : 'NULL'}`,
    before && `(s.created_at, s.id) < (${add(before.at)}, ${add(before.id)})`,
    until && `(s.created_at, s.id) >= (${add(until.at)}, ${add(until.id)})`,
    search && toSearch(search, add),
  ];
  return conditions.filter(Boolean).join(' AND ');
}

// People are shown the last part of an id; anything shorter would be found in most of them.
const ID_PART = /^[0-9a-f-]{6,36}$/i;

function toSearch(search: SessionSearch, add: (value: unknown) => string): string {
  if (search.type === 'exact') {
    const id = add(search.id);
    return `(s.id = ${id}::uuid OR s.thread_id = ${id}::uuid OR s.external_id = ${add(search.externalId)})`;
  }
  const part = add(toLikePattern(search.text));
  const inId = ID_PART.test(search.text) ? `s.id::text ILIKE ${part} OR ` : '';
  // As a value rather than as EXISTS, for which the planner would read every message there is.
  const inMessages = `(SELECT true FROM messages m
    WHERE m.org_id = s.org_id AND m.session_id = s.id AND m.content->>'text' ILIKE ${part} LIMIT 1)`;
  return `(${inId}s.external_id ILIKE ${part} OR ${inMessages})`;
}
