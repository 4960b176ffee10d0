import type { Db } from '../connection/transaction';
import { defineStatement } from '../statement/statement';

/** A row of `request_records`. */
export type RequestRecordRow = {
  orgId: string;
  id: string;
  keyId: string;
  at: Date;
  api: string;
  method: string;
  path: string;
  status: number;
  durationMs: number;
  requestId: string;
  sessionId: string | null;
};

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

export async function insertRequestRecords({ pool }: Db, records: readonly NewRecord[]): Promise<void> {
  await pool.query(insert({ records: JSON.stringify(records) }));
}

export type RequestListing = {
  orgId: string;
  keyId: string;
  /** A part of the path, or a request id. */
  search: string | null;
  /** The first digit of the status. */
  family: number | null;
  beforeAt: Date | null;
  beforeId: string | null;
  limit: number;
};

const list = defineStatement<RequestListing>(
  'list_request_records',
  `SELECT org_id "orgId", id, key_id "keyId", at, api, method, path, status, duration_ms "durationMs",
     request_id "requestId", session_id "sessionId"
   FROM request_records
   WHERE org_id = :orgId AND key_id = :keyId
     AND (:search::text IS NULL OR path ILIKE :search::text OR request_id ILIKE :search::text)
     AND (:family::int IS NULL OR status / 100 = :family::int)
     AND (:beforeAt::timestamptz IS NULL OR (at, id) < (:beforeAt::timestamptz, :beforeId::uuid))
   ORDER BY at DESC, id DESC LIMIT :limit`,
);

/** Lists a key's requests, the newest first. */
export async function listRequestRecords({ pool }: Db, listing: RequestListing): Promise<RequestRecordRow[]> {
  return (await pool.query<RequestRecordRow>(list(listing))).rows;
}

/** Forgets requests before `before`; returns how many rows went. */
export async function pruneRequestRecords({ pool }: Db, before: Date, limit: number): Promise<number> {
  const text =
    'DELETE FROM request_records WHERE ctid IN (SELECT ctid FROM request_records WHERE at < $1 LIMIT $2)';
  return (await pool.query({ text, values: [before, limit] })).rowCount ?? 0;
}
