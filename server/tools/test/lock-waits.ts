import type { Pool } from 'pg';
import { expect } from 'vitest';

/** The activity of connections whose statement waits for a lock. */
export const LOCK_WAITS = `FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;

/**
 * Waits until `count` statements wait for a lock. Never query on a connection with an open transaction: it keeps seeing
 * its first snapshot.
 */
export async function waitForLockWaits(pool: Pool, count = 1): Promise<void> {
  const countWaits = async () => (await pool.query(`SELECT 1 ${LOCK_WAITS}`)).rowCount;
  await expect.poll(countWaits, { interval: 20 }).toBe(count);
}
