// By hand: the look and the claim, which every worker sends several times a second.
import type { Db } from '../connection/transaction';
import { takeByOrganization } from '../statement/by-organization';
import { build, countRows, findRow } from '../statement/query';
import { defineStatement } from '../statement/statement';

export type TimerRow = { orgId: string; sessionId: string; key: string };

const IS_FREE = 'due_at <= :now AND (lease_until IS NULL OR lease_until <= :now)';

const listDue = defineStatement<{ now: Date; limit: number }>(
  'list_due_timers',
  `SELECT org_id "orgId", session_id "sessionId", key FROM timers WHERE ${IS_FREE} ORDER BY due_at LIMIT :limit`,
);

type Claim = { now: Date; leaseUntil: Date; orgId: string; sessionIds: string[]; keys: string[] };

const claim = defineStatement<Claim>(
  'claim_due_timers',
  `UPDATE timers t SET lease_until = :leaseUntil
   FROM (SELECT d.session_id, d.key FROM timers d
         JOIN unnest(:sessionIds::uuid[], :keys::text[]) AS f(session_id, key) ON f.session_id = d.session_id AND f.key = d.key
         WHERE d.org_id = :orgId AND ${IS_FREE} FOR UPDATE OF d SKIP LOCKED) free
   WHERE t.org_id = :orgId AND t.session_id = free.session_id AND t.key = free.key
   RETURNING t.org_id "orgId", t.session_id "sessionId", t.key`,
);

/** Leases timers that are due, the longest overdue first. */
export function claimDueTimers(
  { pool }: Db,
  { now, leaseUntil, limit }: { now: Date; leaseUntil: Date; limit: number },
): Promise<TimerRow[]> {
  return takeByOrganization({
    limit,
    find: async (limit) => (await pool.query<TimerRow>(listDue({ now, limit }))).rows,
    take: async (orgId, due) => {
      const named = { sessionIds: due.map(({ sessionId }) => sessionId), keys: due.map(({ key }) => key) };
      return (await pool.query<TimerRow>(claim({ now, leaseUntil, orgId, ...named }))).rows;
    },
  });
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
