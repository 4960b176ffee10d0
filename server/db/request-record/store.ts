// By hand: the insert, which writes many requests by one prepared statement while they are answered.
import { type Selectable, sql } from 'kysely';
import type { Db } from '../connection/transaction';
import { toLikePattern } from '../statement/like-pattern';
import { build, countRows, listRows } from '../statement/query';
import { defineStatement } from '../statement/statement';
import type { Tables } from '../statement/tables';

/** A row of `request_records`. */
export type RequestRecordRow = Selectable<Tables['requestRecords']>;

/** `at` is in ms since 1970. */
type NewRecord = Omit<RequestRecordRow, 'at'> & { at: number };

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
  await pool.query(insert({ records: JSON.stringify(records) }));
}

export type RequestListing = {
  orgId: string;
  keyId: string;
  /** A part of the path, or of a request id. */
  search: string | null;
  /** The first digit of the status. */
  family: number | null;
  after: { at: Date; id: string } | null;
  take: number;
};

/** Lists a key's requests after a position, the newest first. */
export function listRequestRecords(db: Db, listing: RequestListing): Promise<RequestRecordRow[]> {
  const { orgId, keyId, search, family, after, take } = listing;
  let records = build.selectFrom('requestRecords').selectAll();
  records = records.where('orgId', '=', orgId).where('keyId', '=', keyId);
  const pattern = toLikePattern(search);
  if (pattern !== null)
    records = records.where((eb) => eb.or([eb('path', 'ilike', pattern), eb('requestId', 'ilike', pattern)]));
  if (family !== null) records = records.where(({ eb }) => eb(eb('status', '/', 100), '=', family));
  if (after !== null)
    records = records.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('at', 'id'), '<', tuple(after.at, after.id)),
    );
  return listRows(db, records.orderBy('at', 'desc').orderBy('id', 'desc').limit(take));
}

/** Deletes up to `limit` requests that are older than a time; returns how many. */
export function pruneRequestRecords(
  db: Db,
  { before, limit }: { before: Date; limit: number },
): Promise<number> {
  const place = sql<string>`ctid`;
  const old = build.selectFrom('requestRecords').select(place.as('place')).where('at', '<', before);
  return countRows(db, build.deleteFrom('requestRecords').where(place, 'in', old.limit(limit)));
}
