import { setTimeout as pause } from 'node:timers/promises';
import type { StressEnv } from './stress-env';

// Longer than a lease (20 s) and three failures of one delivery in a row (17 s).
const STALLED_MS = 60_000;
const LOOK_MS = 50;

/** How much of one kind is left, in one delivery queue for webhooks. */
type Left = { name: string; n: number };

/**
 * Waits until every webhook is delivered, every call answered and every timer fired. Returns what remains as soon as
 * a delivery queue, the calls or the timers have made no progress for `stalledMs`.
 */
export async function settle(
  { pool, orgId }: Pick<StressEnv, 'pool' | 'orgId'>,
  stalledMs = STALLED_MS,
): Promise<string[]> {
  const watch = watchProgress();
  for (;;) {
    const { rows } = await pool.query<Left>(
      `SELECT 'webhook ' || status || ' of queue ' || queue_id AS name, count(*)::int AS n FROM deliveries
       WHERE org_id = $1 AND status <> 'delivered' GROUP BY status, queue_id
       UNION ALL SELECT 'call', count(*)::int FROM effects WHERE org_id = $1 HAVING count(*) > 0
       UNION ALL SELECT 'timer', count(*)::int FROM timers WHERE org_id = $1 HAVING count(*) > 0`,
      [orgId],
    );
    if (rows.length === 0) return [];
    if (watch(rows) > stalledMs)
      return rows.map(({ name, n }) => `left after ${stalledMs} ms without progress: ${name} (${n})`);
    await pause(LOOK_MS);
  }
}

/** Remembers when each count last fell; returns the longest time since then, in milliseconds. */
function watchProgress(): (rows: readonly Left[]) => number {
  const fell = new Map<string, { n: number; at: number }>();
  return (rows) => {
    const now = performance.now();
    const waits = rows.map(({ name, n }) => {
      const before = fell.get(name);
      const at = before && n >= before.n ? before.at : now;
      fell.set(name, { n, at });
      return now - at;
    });
    return Math.max(...waits);
  };
}
