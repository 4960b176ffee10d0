import type { Pool } from 'pg';
import { expect } from 'vitest';

/** The activity of those whose statement waits for a lock, to be selected or ended. */
export const LOCK_WAITS = `FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;

/**
 * Waits until so many statements wait for a lock. Never ask on a connection with an open transaction: that sees the
 * activity of its first look for ever.
 */
export async function waitForLockWaits(pool: Pool, count = 1): Promise<void> {
  const countWaits = async () => (await pool.query(`SELECT 1 ${LOCK_WAITS}`)).rowCount;
  await expect.poll(countWaits, { interval: 20 }).toBe(count);
}
