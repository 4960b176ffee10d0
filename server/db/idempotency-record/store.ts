// By hand: all but the pruning; a request with an idempotency key sends two of them.

import { groupBy } from '@/server/shared/group-by';
import type { Db } from '../connection/transaction';
import type { IdempotencyStatus } from '../statement/checked-values';
import { build, countRows, listRows } from '../statement/query';
import { defineStatement } from '../statement/statement';

export type StoredAnswer = { status: number; headers: Readonly<Record<string, string>>; text: string };

export type IdempotencyRow = {
  requestHash: Buffer;
  caller: string | null;
  status: IdempotencyStatus;
  sessionId: string | null;
  inputId: string | null;
  response: StoredAnswer | null;
  leaseUntil: Date;
};

type RecordKey = { orgId: string; key: string };
type Claim = RecordKey & {
  hash: Buffer;
  caller: string;
  claimId: string;
  now: Date;
  leaseUntil: Date;
  expiresAt: Date;
};

// A record past its time is as good as none; a lapsed one that never took effect may be run again: it was begun when its
// first try was. Until a request takes effect, `input_id` names its claim.
const claim = defineStatement<Claim>(
  'idempotency_claim',
  `INSERT INTO idempotency_records AS r (org_id, key, request_hash, caller, status, input_id, lease_until, created_at, expires_at)
   VALUES (:orgId, :key, :hash, :caller, 'running', :claimId, :leaseUntil, :now, :expiresAt)
   ON CONFLICT (org_id, key) DO UPDATE
     SET request_hash = excluded.request_hash, caller = excluded.caller, status = 'running', session_id = NULL,
         input_id = excluded.input_id, response = NULL, lease_until = excluded.lease_until,
         created_at = CASE WHEN r.expires_at <= :now THEN excluded.created_at ELSE r.created_at END,
         expires_at = excluded.expires_at
     WHERE r.expires_at <= :now
        OR (r.status = 'running' AND r.lease_until <= :now AND r.request_hash = excluded.request_hash
            AND coalesce(r.caller, excluded.caller) = excluded.caller)
   RETURNING created_at "createdAt"`,
);

const find = defineStatement<RecordKey>(
  'idempotency_find',
  `SELECT request_hash "requestHash", caller, status, session_id "sessionId", input_id "inputId", response,
            lease_until "leaseUntil"
     FROM idempotency_records WHERE org_id = :orgId AND key = :key`,
);

const takeOver = defineStatement<RecordKey & { now: Date; leaseUntil: Date }>(
  'idempotency_take_over',
  `UPDATE idempotency_records SET lease_until = :leaseUntil
    WHERE org_id = :orgId AND key = :key AND status = 'applied' AND lease_until <= :now
   RETURNING 1`,
);

const renew = defineStatement<RecordKey & { leaseUntil: Date }>(
  'idempotency_renew',
  `UPDATE idempotency_records SET lease_until = :leaseUntil
    WHERE org_id = :orgId AND key = :key AND status <> 'done'`,
);

const complete = defineStatement<RecordKey & { hash: Buffer; response: string }>(
  'idempotency_complete',
  `UPDATE idempotency_records SET status = 'done', response = :response
    WHERE org_id = :orgId AND key = :key AND request_hash = :hash AND status <> 'done'
   RETURNING 1`,
);

const releaseUnapplied = defineStatement<RecordKey & { claimId: string }>(
  'idempotency_release',
  `DELETE FROM idempotency_records
    WHERE org_id = :orgId AND key = :key AND status = 'running' AND input_id = :claimId
   RETURNING 1`,
);

const openUnapplied = defineStatement<RecordKey & { claimId: string; now: Date }>(
  'idempotency_open_unapplied',
  `UPDATE idempotency_records SET lease_until = :now
    WHERE org_id = :orgId AND key = :key AND status = 'running' AND input_id = :claimId AND lease_until > :now`,
);

const openApplied = defineStatement<RecordKey & { now: Date }>(
  'idempotency_open_applied',
  `UPDATE idempotency_records SET lease_until = :now
    WHERE org_id = :orgId AND key = :key AND status = 'applied' AND lease_until > :now`,
);

/**
 * Inserts the record, or takes over a lapsed one; returns when its first try was begun, or null when somebody else's
 * stands.
 */
export async function claimIdempotencyRecord({ pool }: Db, params: Claim): Promise<Date | null> {
  return (await pool.query<{ createdAt: Date }>(claim(params))).rows[0]?.createdAt ?? null;
}

export async function findIdempotencyRecord({ pool }: Db, params: RecordKey): Promise<IdempotencyRow | null> {
  const { rows } = await pool.query<IdempotencyRow>(find(params));
  return rows[0] ?? null;
}

/** Leases an applied record whose request died before it was answered; false when another caller was quicker. */
export async function claimAppliedRecord(
  { pool }: Db,
  params: RecordKey & { now: Date; leaseUntil: Date },
): Promise<boolean> {
  return (await pool.query(takeOver(params))).rowCount === 1;
}

export async function renewIdempotencyRecord(
  { pool }: Db,
  params: RecordKey & { leaseUntil: Date },
): Promise<void> {
  await pool.query(renew(params));
}

/** Keeps the answer; false when another answer was kept first or the record is gone. */
export async function updateRecordAsDone(
  { pool }: Db,
  { answer, ...params }: RecordKey & { hash: Buffer; answer: StoredAnswer },
): Promise<boolean> {
  const response = JSON.stringify(answer);
  return (await pool.query(complete({ ...params, response }))).rowCount === 1;
}

/** Forgets a claim that took no effect; false when it did, or the key is another claim's by now. */
export async function deleteUnappliedRecord(
  { pool }: Db,
  params: RecordKey & { claimId: string },
): Promise<boolean> {
  return (await pool.query(releaseUnapplied(params))).rowCount === 1;
}

/** Lets anybody try again what a claim has tried, as the same request. */
export async function releaseUnappliedRecord(
  { pool }: Db,
  params: RecordKey & { claimId: string; now: Date },
): Promise<void> {
  await pool.query(openUnapplied(params));
}

/** Lets anybody ask for the answer of what took effect. */
export async function releaseAppliedRecord({ pool }: Db, params: RecordKey & { now: Date }): Promise<void> {
  await pool.query(openApplied(params));
}

/** Deletes up to `limit` records past their time; returns how many. */
export async function pruneIdempotencyRecords(
  db: Db,
  { now, limit }: { now: Date; limit: number },
): Promise<number> {
  const old = build.selectFrom('idempotencyRecords').select(['orgId', 'key']).where('expiresAt', '<=', now);
  const found = await listRows(db, old.orderBy('expiresAt').limit(limit));
  let deleted = 0;
  for (const [orgId, records] of groupBy(found, ({ orgId }) => orgId)) {
    const keys = records.map(({ key }) => key);
    const own = build.deleteFrom('idempotencyRecords').where('orgId', '=', orgId).where('key', 'in', keys);
    deleted += await countRows(db, own.where('expiresAt', '<=', now));
  }
  return deleted;
}
