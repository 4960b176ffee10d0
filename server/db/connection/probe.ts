/*
 * Looks at the database from outside the work of the process.
 *
 * probe/own-connection  It has one connection of its own, so that an exhausted pool is not mistaken for a database that is
 *    away.
 * probe/bounded  Every look ends within `timeoutMs` and reads a bounded number of rows.
 *
 * By hand: they go along indexes in a way that a builder would have to write as raw SQL.
 */
import { Pool } from 'pg';
import { hasSqlState } from '../statement/sqlstate';
import { defineStatement } from '../statement/statement';

export type Probe = {
  /** The migrations that the database has applied; throws when the database does not answer. */
  listApplied(): Promise<string[]>;
  /** Finds the time since which the oldest work waits for a worker, as of `now`; null when there is none. */
  findOldestWork(now: Date): Promise<Date | null>;
  findDeliveryBacklog(now: Date): Promise<DeliveryBacklog>;
  close(): Promise<void>;
};

/**
 * The number of pending deliveries, counted up to 100,000, and the due time of the queue that is overdue longest among as many
 * due ones.
 */
type DeliveryBacklog = { pending: number; oldestDueAt: Date | null };

const COUNTED = 100_000;
const LOOKED_AT = 100;

/** Opens a probe; it connects when it is first used, and closes the connection when it is not used for 30 s. */
export function openProbe(url: string, { timeoutMs }: { timeoutMs: number }): Probe {
  const pool = new Pool({
    connectionString: url,
    max: 1,
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
    idleTimeoutMillis: 30_000,
    allowExitOnIdle: true,
    application_name: 'parley-probe',
  });
  // It shows at the next look.
  pool.on('error', () => undefined);
  return {
    listApplied: () => listApplied(pool),
    findOldestWork: async (now) =>
      (await pool.query<{ since: Date | null }>(oldestWork({ now }))).rows[0]?.since ?? null,
    findDeliveryBacklog: async (now) => {
      const [row] = (await pool.query<DeliveryBacklog>(deliveryBacklog({ now }))).rows;
      return row ?? { pending: 0, oldestDueAt: null };
    },
    close: () => pool.end(),
  };
}

async function listApplied(pool: Pool): Promise<string[]> {
  try {
    const { rows } = await pool.query<{ name: string }>(
      `SELECT migration_name "name" FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
    );
    return rows.map(({ name }) => name);
  } catch (error) {
    // A database that nothing was ever applied to.
    if (hasSqlState(error, 'undefined_table')) return [];
    throw error;
  }
}

// Leased work does not wait; abandoned work waits since its lease lapsed.
const oldestWork = defineStatement<{ now: Date }>(
  'probe_oldest_work',
  `SELECT least(
     (SELECT min(greatest(due_at, lease_until)) FROM (
        SELECT due_at, lease_until FROM timers
        WHERE due_at <= :now::timestamptz AND (lease_until IS NULL OR lease_until <= :now::timestamptz)
        ORDER BY due_at LIMIT ${LOOKED_AT}) t),
     (SELECT min(greatest(created_at, lease_until)) FROM (
        SELECT created_at, lease_until FROM domain_events
        WHERE lease_until IS NULL OR lease_until <= :now::timestamptz ORDER BY created_at LIMIT ${LOOKED_AT}) e),
     (SELECT min(greatest(created_at, lease_until)) FROM (
        SELECT created_at, lease_until FROM event_arrivals
        WHERE lease_until IS NULL OR lease_until <= :now::timestamptz ORDER BY created_at LIMIT ${LOOKED_AT}) a),
     (SELECT lease_until FROM effects WHERE lease_until <= :now::timestamptz ORDER BY lease_until LIMIT 1)
   ) since`,
);

const deliveryBacklog = defineStatement<{ now: Date }>(
  'probe_delivery_backlog',
  `SELECT
     (SELECT count(*)::int FROM (SELECT 1 FROM deliveries WHERE status = 'pending' LIMIT ${COUNTED}) p) "pending",
     (SELECT min(q.due_at) FROM (
        SELECT due_at FROM delivery_queues
        WHERE due_at <= :now::timestamptz AND (lease_until IS NULL OR lease_until <= :now::timestamptz)
        LIMIT ${COUNTED}) q) "oldestDueAt"`,
);
