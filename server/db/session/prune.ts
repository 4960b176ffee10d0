import type { Db } from '../connection/transaction';

// Everything of a session goes with its row; what only names it is taken along by hand.
const PURGE = `
WITH due AS (
  SELECT s.org_id, s.id FROM organizations o
  JOIN sessions s ON s.org_id = o.id
  WHERE o.retention_days IS NOT NULL AND s.finished_at IS NOT NULL
    AND s.finished_at < $1::timestamptz - make_interval(days => o.retention_days)
  LIMIT $2 FOR UPDATE OF s SKIP LOCKED
), told AS (
  DELETE FROM deliveries d USING due
  WHERE d.org_id = due.org_id AND d.session_id = due.id AND d.status <> 'pending'
), kept_answers AS (
  DELETE FROM idempotency_records r USING due WHERE r.org_id = due.org_id AND r.session_id = due.id
)
DELETE FROM sessions s USING due WHERE s.org_id = due.org_id AND s.id = due.id`;

/** Deletes sessions that their organization keeps no longer, with all that was said in them; returns how many. */
export async function pruneSessions({ pool }: Db, now: Date, limit: number): Promise<number> {
  return (await pool.query({ text: PURGE, values: [now, limit] })).rowCount ?? 0;
}

const LEFTOVERS: readonly string[] = [
  // Those that were still to be sent when their session went, and those that tell of no session of their own.
  `DELETE FROM deliveries d USING organizations o
   WHERE o.id = d.org_id AND o.retention_days IS NOT NULL AND d.status <> 'pending'
     AND d.created_at < $1::timestamptz - make_interval(days => o.retention_days)
     AND NOT EXISTS (SELECT 1 FROM sessions s WHERE s.org_id = d.org_id AND s.id = d.session_id)`,
  `DELETE FROM threads t USING organizations o
   WHERE o.id = t.org_id AND o.retention_days IS NOT NULL
     AND t.last_activity_at < $1::timestamptz - make_interval(days => o.retention_days)
     AND NOT EXISTS (SELECT 1 FROM sessions s WHERE s.org_id = t.org_id AND s.thread_id = t.id)`,
  `DELETE FROM client_events e USING organizations o
   WHERE o.id = e.org_id AND o.retention_days IS NOT NULL
     AND e.created_at < $1::timestamptz - make_interval(days => o.retention_days)`,
  `DELETE FROM request_records q USING organizations o
   WHERE o.id = q.org_id AND o.retention_days IS NOT NULL
     AND q.at < $1::timestamptz - make_interval(days => o.retention_days)`,
  `DELETE FROM uploads u USING organizations o
   WHERE o.id = u.org_id AND o.retention_days IS NOT NULL
     AND u.created_at < $1::timestamptz - make_interval(days => o.retention_days)
     AND NOT EXISTS (SELECT 1 FROM sessions s WHERE s.org_id = u.org_id AND s.thread_id = u.thread_id)`,
];

/** Deletes what is left of conversations beside their sessions: late deliveries, threads nobody holds, reported events, uploads. */
export async function pruneSessionLeftovers({ pool }: Db, now: Date): Promise<void> {
  for (const text of LEFTOVERS) await pool.query({ text, values: [now] });
}
