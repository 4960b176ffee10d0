import type { Db } from '../connection/transaction';
import { defineStatement } from '../statement/statement';

export type TimerRow = { orgId: string; sessionId: string; key: string };

// By their places, for a row that is locked stays where it is: by their keys the planner reads the whole table instead.
const claim = defineStatement<{ now: Date; leaseUntil: Date; limit: number }>(
  'claim_due_timers',
  `UPDATE timers t SET lease_until = :leaseUntil
   WHERE t.ctid = ANY(ARRAY(
     SELECT ctid FROM timers
     WHERE due_at <= :now AND (lease_until IS NULL OR lease_until <= :now)
     ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED))
   RETURNING t.org_id "orgId", t.session_id "sessionId", t.key`,
);

/** Leases timers whose time has come, the longest overdue first. */
export async function claimDueTimers(
  { pool }: Db,
  params: { now: Date; leaseUntil: Date; limit: number },
): Promise<TimerRow[]> {
  return (await pool.query<TimerRow>(claim(params))).rows;
}

const drop = defineStatement<TimerRow & { now: Date }>(
  'drop_timer',
  'DELETE FROM timers WHERE org_id = :orgId AND session_id = :sessionId AND key = :key AND due_at <= :now',
);

/** Forgets a timer that nobody waits for any more, unless it was set anew. */
export async function deleteTimer({ pool }: Db, timer: TimerRow & { now: Date }): Promise<void> {
  await pool.query(drop(timer));
}

const find = defineStatement<TimerRow>(
  'find_timer',
  'SELECT due_at "dueAt" FROM timers WHERE org_id = :orgId AND session_id = :sessionId AND key = :key',
);

/** When a timer is due; null when it was fired or called off. */
export async function findTimer({ pool }: Db, timer: TimerRow): Promise<Date | null> {
  const { rows } = await pool.query<{ dueAt: Date }>(find(timer));
  return rows[0]?.dueAt ?? null;
}
