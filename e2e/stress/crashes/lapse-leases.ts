import type { Pool } from 'pg';
import { QUEUE_LEASE_MS } from '@/server/services/delivery/sending/drain-queue';
import { LEASE_MS } from '@/server/services/idempotency/lease';

/** A killed process with its leases, and the requests it never answered. */
export type CutOff = {
  pid: number;
  at: number;
  keys: readonly string[];
};

/**
 * Expires these leases at once, so that a hundred kills do not take a
 * hundred times the lease time. Newer leases are not touched; a caller has one try per key at a time, so none of
 * these has a request in flight.
 */
export async function lapseLeases(pool: Pool, { pid, at, keys }: CutOff): Promise<void> {
  const holder = `%:${pid}:%`;
  await pool.query(
    `UPDATE idempotency_records SET lease_until = now()
     WHERE key = ANY($1) AND status <> 'done' AND lease_until < $2`,
    [keys, new Date(at + LEASE_MS)],
  );
  await pool.query(
    'UPDATE delivery_queues SET lease_until = now() WHERE leased_by LIKE $1 AND lease_until < $2',
    [holder, new Date(at + QUEUE_LEASE_MS)],
  );
  await pool.query(
    `UPDATE session_migrations SET due_at = now() WHERE status = 'running' AND leased_by LIKE $1`,
    [holder],
  );
  await pool.query('UPDATE effects SET lease_until = now() WHERE leased_by LIKE $1', [holder]);
}
