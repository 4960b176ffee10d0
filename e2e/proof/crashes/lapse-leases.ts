import type { Pool } from 'pg';
import { LEASE_MS } from '@/server/services/idempotency/lease';

/** A process that is dead, and what its callers had no answer to. */
export type Dead = { pid: number; killedAt: number; keys: readonly string[] };

/**
 * Does to what a dead process held what the passing of a lease's time would do, so that a hundred deaths do not take a
 * hundred times as long. Nothing is touched that a living process may have taken since.
 */
export async function lapseLeases(pool: Pool, { pid, killedAt, keys }: Dead): Promise<void> {
  const holder = `%:${pid}:%`;
  await pool.query(
    `UPDATE idempotency_records SET lease_until = now()
     WHERE key = ANY($1) AND status <> 'done' AND lease_until < $2`,
    [keys, new Date(killedAt + LEASE_MS)],
  );
  await pool.query('UPDATE delivery_lanes SET lease_until = now() WHERE leased_by LIKE $1', [holder]);
  await pool.query('UPDATE effects SET lease_until = now() WHERE leased_by LIKE $1', [holder]);
}
