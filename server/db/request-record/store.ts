/*
 * Rows are short, because every request writes one: `{org}` and `{session}` in a stored path stand for the ids in the row's columns,
 * and a row without `request_id` has the request's id as its own.
 *
 * By hand: the insert, which writes many requests by one prepared statement while they are answered.
 */
import { type Selectable, sql } from 'kysely';
import { groupBy } from '@/server/shared/group-by';
import type { Db } from '../connection/transaction';
import { toLikePattern } from '../statement/like-pattern';
import { build, listRows } from '../statement/query';
import { defineStatement } from '../statement/statement';
import type { Tables } from '../statement/tables';

/** A row of `request_records`, with its complete path and the id of its request. */
type RequestRecordRow = Selectable<Tables['requestRecords']> & { requestId: string };

/** `at` is in ms since 1970. */
type NewRecord = Omit<RequestRecordRow, 'at'> & { at: number };

const PATH = sql<string>`replace(replace(path, '{org}', org_id::text), '{session}', coalesce(session_id::text, ''))`;
const REQUEST_ID = sql<string>`coalesce(request_id, id::text)`;

/** Makes the stored form of a record; a path that has the placeholders itself gets them in URL encoding. */
function toStored(record: NewRecord): Omit<NewRecord, 'requestId'> & { requestId: string | null } {
  const { id, orgId, sessionId, requestId } = record;
  let path = record.path.replace(/\{(org|session)\}/g, '%7B$1%7D').replaceAll(orgId, '{org}');
  if (sessionId !== null) path = path.replaceAll(sessionId, '{session}');
  return { ...record, path, requestId: requestId === id ? null : requestId };
}

const insert = defineStatement<{ records: string }>(
  'insert_request_records',
  `INSERT INTO request_records (org_id, id, key_id, at, api, method, path, status, duration_ms, request_id, session_id)
   SELECT r."orgId", r.id, r."keyId", to_timestamp(r.at / 1000.0), r.api, r.method, r.path, r.status, r."durationMs",
          r."requestId", r."sessionId"
   FROM json_to_recordset(:records::json)
     AS r("orgId" uuid, id uuid, "keyId" uuid, at float8, api text, method text, path text, status int,
          "durationMs" int, "requestId" text, "sessionId" uuid)`,
);

/** Stores requests. */
export async function insertRequestRecords({ pool }: Db, records: readonly NewRecord[]): Promise<void> {
  await pool.query(insert({ records: JSON.stringify(records.map(toStored)) }));
}

export type RequestListing = {
  orgId: string;
  /** Null for all keys. */
  keyId: string | null;
  /** A part of the path, or of a request id. */
  search: string | null;
  /** The first digit of the status. */
  family: number | null;
  after: { at: Date; id: string } | null;
  take: number;
};

/** A listed request, with the name of its key. */
export type ListedRequest = RequestRecordRow & { keyName: string };

/**
 * Lists requests after a position, the newest first. The index has one key after the other, so the newest of each key are read
 * and then the newest of all.
 */
export function listRequestRecords(db: Db, listing: RequestListing): Promise<ListedRequest[]> {
  const { orgId, keyId, take } = listing;
  const keys = build.selectFrom('apiKeys as k').where('k.orgId', '=', orgId);
  const records = (keyId === null ? keys : keys.where('k.id', '=', keyId))
    .innerJoinLateral(
      ofKey(listing)
        .where('keyId', '=', sql.ref<string>('k.id'))
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(take)
        .as('r'),
      (join) => join.onTrue(),
    )
    .selectAll('r')
    .select('k.name as keyName');
  return listRows(db, records.orderBy('r.at', 'desc').orderBy('r.id', 'desc').limit(take));
}

const COLUMNS = ['orgId', 'id', 'keyId', 'at', 'api', 'method', 'status', 'durationMs', 'sessionId'] as const;

function ofKey({ orgId, search, family, after }: RequestListing) {
  let records = build
    .selectFrom('requestRecords')
    .select([...COLUMNS, PATH.as('path'), REQUEST_ID.as('requestId')])
    .where('orgId', '=', orgId);
  const pattern = toLikePattern(search);
  if (pattern !== null)
    records = records.where((eb) => eb.or([eb(PATH, 'ilike', pattern), eb(REQUEST_ID, 'ilike', pattern)]));
  if (family !== null) records = records.where(({ eb }) => eb(eb('status', '/', 100), '=', family));
  if (after !== null)
    records = records.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('at', 'id'), '<', tuple(after.at, after.id)),
    );
  return records;
}

// The key of the table, for the planner has no other index by which one organization's are found.
const deleteOwn = defineStatement<{ orgId: string; keyIds: string[]; ats: Date[]; ids: string[] }>(
  'delete_request_records',
  `DELETE FROM request_records r USING unnest(:keyIds::uuid[], :ats::timestamptz[], :ids::uuid[]) AS old(key_id, at, id)
   WHERE r.org_id = :orgId AND r.key_id = old.key_id AND r.at = old.at AND r.id = old.id`,
);

/** Deletes up to `limit` requests that are older than a time; returns how many. */
export async function pruneRequestRecords(
  db: Db,
  { before, limit }: { before: Date; limit: number },
): Promise<number> {
  const old = build.selectFrom('requestRecords').select(['orgId', 'keyId', 'at', 'id']);
  const found = await listRows(db, old.where('at', '<', before).limit(limit));
  let deleted = 0;
  for (const [orgId, records] of groupBy(found, ({ orgId }) => orgId)) {
    const keyIds = records.map(({ keyId }) => keyId);
    const ats = records.map(({ at }) => at);
    const ids = records.map(({ id }) => id);
    deleted += (await db.pool.query(deleteOwn({ orgId, keyIds, ats, ids }))).rowCount ?? 0;
  }
  return deleted;
}
