// By hand: the claim, which every worker sends several times a second.
import type { Db } from '../connection/transaction';
import { build, countRows, findRow } from '../statement/query';
import { defineStatement } from '../statement/statement';

export type TimerRow = { orgId: string; sessionId: string; key: string };

// By their places, for a row that is locked stays where it is: by their keys the planner reads the complete table instead.
const claim = defineStatement<{ now: Date; leaseUntil: Date; limit: number }>(
  'claim_due_timers',
  `UPDATE timers t SET lease_until = :leaseUntil
   WHERE t.ctid = ANY(ARRAY(
     SELECT ctid FROM timers
     WHERE due_at <= :now AND (lease_until IS NULL OR lease_until <= :now)
     ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED))
   RETURNING t.org_id "orgId", t.session_id "sessionId", t.key`,
);

/** Leases timers that are due, the longest overdue first. */
export async function claimDueTimers(
  { pool }: Db,
  params: { now: Date; leaseUntil: Date; limit: number },
): Promise<TimerRow[]> {
  return (await pool.query<TimerRow>(claim(params))).rows;
}

/** Deletes a timer that no session waits for, unless it was set anew and is not due. */
export async function deleteTimer(
  db: Db,
  { orgId, sessionId, key, now }: TimerRow & { now: Date },
): Promise<void> {
  const timer = build.deleteFrom('timers').where('orgId', '=', orgId).where('sessionId', '=', sessionId);
  await countRows(db, timer.where('key', '=', key).where('dueAt', '<=', now));
}

/** Finds when a timer is due; null when it has fired or was cancelled. */
export async function findTimer(db: Db, { orgId, sessionId, key }: TimerRow): Promise<Date | null> {
  const timer = build.selectFrom('timers').select('dueAt').where('orgId', '=', orgId);
  const found = await findRow(db, timer.where('sessionId', '=', sessionId).where('key', '=', key));
  return found?.dueAt ?? null;
}
