// By hand: the batched insert, which every process sends four times a second.
import type { Db } from '../connection/transaction';
import { build, countRows } from '../statement/query';
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

/** Deletes up to `limit` windows that began before a time; returns how many. */
export function pruneRateWindows(
  db: Db,
  { before, limit }: { before: Date; limit: number },
): Promise<number> {
  const old = build
    .selectFrom('rateWindows')
    .select(['orgId', 'subject', 'windowAt'])
    .where('windowAt', '<', before)
    .limit(limit)
    .forUpdate()
    .skipLocked();
  const windows = build
    .deleteFrom('rateWindows')
    .where(({ eb, refTuple }) =>
      eb(refTuple('orgId', 'subject', 'windowAt'), 'in', old.$asTuple('orgId', 'subject', 'windowAt')),
    );
  return countRows(db, windows);
}
