import type { Pool } from 'pg';
import { QUEUE_LEASE_MS } from '@/server/services/delivery/sending/drain-queue';
import { LEASE_MS } from '@/server/services/idempotency/lease';

/** What was cut off at a time: the process that held leases, and the requests that never were answered. */
export type CutOff = {
  pid: number;
  at: number;
  keys: readonly string[];
};

/**
 * Does to what was held then what the passing of a lease's time would do, so that a hundred deaths do not take a
 * hundred times as long. Nothing is touched that was leased since; a caller tries a key once at a time, so none of
 * these has a request under way.
 */
export async function lapseLeases(pool: Pool, { pid, at, keys }: CutOff): Promise<void> {
  const holder = `%:${pid}:%`;
  await pool.query(
    `UPDATE idempotency_records SET lease_until = now()
     WHERE key = ANY($1) AND status <> 'done' AND lease_until < $2`,
    [keys, new Date(at + LEASE_MS)],
  );
  await pool.query(
    'UPDATE delivery_lanes SET lease_until = now() WHERE leased_by LIKE $1 AND lease_until < $2',
    [holder, new Date(at + QUEUE_LEASE_MS)],
  );
  await pool.query('UPDATE effects SET lease_until = now() WHERE leased_by LIKE $1', [holder]);
}
