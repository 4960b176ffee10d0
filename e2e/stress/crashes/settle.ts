import { setTimeout as pause } from 'node:timers/promises';
import type { StressEnv } from './stress-env';

const LIMIT_MS = 60_000;
const LOOK_MS = 50;

/** Waits until every webhook is delivered, every call answered and every timer fired; returns what remains on timeout. */
export async function settle({ pool, orgId }: Pick<StressEnv, 'pool' | 'orgId'>): Promise<string[]> {
  const deadline = Date.now() + LIMIT_MS;
  for (;;) {
    const { rows } = await pool.query<{ left: string; n: number }>(
      `SELECT 'webhook ' || status::text AS left, count(*)::int AS n FROM deliveries
       WHERE org_id = $1 AND status <> 'delivered' GROUP BY status
       UNION ALL SELECT 'call', count(*)::int FROM effects WHERE org_id = $1 HAVING count(*) > 0
       UNION ALL SELECT 'timer', count(*)::int FROM timers WHERE org_id = $1 HAVING count(*) > 0`,
      [orgId],
    );
    if (rows.length === 0) return [];
    if (Date.now() > deadline) return rows.map(({ left, n }) => `left in the end: ${left} (${n})`);
    await pause(LOOK_MS);
  }
}
