// By hand: the batched insert, which every process sends four times a second.
import type { Db } from '../connection/transaction';
import { listNewest } from '../statement/by-organization';
import { build, countRows, listRows } from '../statement/query';
import { defineStatement } from '../statement/statement';

/** Requests of one subject of an organization in the window that began at `windowAt`. */
export type RateWindowRow = { orgId: string; subject: string; windowAt: Date; count: number };

// Rows in one order, so that two processes never wait for each other.
const add = defineStatement<{ windows: string }>(
  'add_rate_windows',
  `INSERT INTO rate_windows (org_id, subject, window_at, count)
   SELECT w."orgId", w.subject, w."windowAt", w.count
   FROM json_to_recordset(:windows::json) AS w("orgId" uuid, subject text, "windowAt" timestamptz, count int)
   ORDER BY 1, 2, 3
   ON CONFLICT (org_id, subject, window_at) DO UPDATE SET count = rate_windows.count + excluded.count
   RETURNING org_id "orgId", subject, window_at "windowAt", count`,
);

/** Adds to what other processes counted in the same windows; returns the sums. */
export async function addRateWindows(
  { pool }: Db,
  windows: readonly RateWindowRow[],
): Promise<RateWindowRow[]> {
  return (await pool.query<RateWindowRow>(add({ windows: JSON.stringify(windows) }))).rows;
}

/** Deletes about `limit` windows that began before a time, the oldest first; returns how many. */
export async function pruneRateWindows(
  db: Db,
  { before, limit }: { before: Date; limit: number },
): Promise<number> {
  const old = build.selectFrom('rateWindows').select(['orgId', 'windowAt as at']);
  const found = await listRows(db, old.where('windowAt', '<', before).orderBy('windowAt').limit(limit));
  let deleted = 0;
  for (const { orgId, at } of listNewest(found)) {
    const own = build.deleteFrom('rateWindows').where('orgId', '=', orgId).where('windowAt', '<=', at);
    deleted += await countRows(db, own);
  }
  return deleted;
}
