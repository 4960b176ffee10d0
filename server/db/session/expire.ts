import type { Db } from '../connection/transaction';
import { defineStatement } from '../statement/statement';

type Sweep = { now: Date; limit: number };
type One = { now: Date; orgId: string; sessionId: string };

export type ExpiredSession = { orgId: string; id: string; turnNo: number };

// A turn of its own, so that it is serialised against every other turn and seen in the event stream.
const EXPIRE = `
moved AS (
  UPDATE sessions s SET status = 'expired', finished_at = s.expires_at, turn_no = s.turn_no + 1
  FROM due WHERE s.org_id = due.org_id AND s.id = due.id
  RETURNING s.org_id, s.id, s.turn_no, s.message_count, s.expires_at
), turn AS (
  INSERT INTO turns (org_id, session_id, no, event, trace, status, changes, first_seq, created_at)
  SELECT m.org_id, m.id, m.turn_no,
         json_build_object('type', 'session.expired', 'at', (extract(epoch FROM m.expires_at) * 1000)::bigint),
         '{"steps":[],"visits":0,"expressionSteps":0,"failure":null}', 'expired', '{"moved":true}',
         m.message_count + 1, m.expires_at
  FROM moved m
), ended_calls AS (
  DELETE FROM effects e USING moved m WHERE e.org_id = m.org_id AND e.session_id = m.id
), ended_clocks AS (
  DELETE FROM timers t USING moved m WHERE t.org_id = m.org_id AND t.session_id = m.id
)
SELECT org_id "orgId", id, turn_no "turnNo" FROM moved`;

const sweep = defineStatement<Sweep>(
  'expire_sessions',
  `WITH due AS (
    SELECT org_id, id FROM sessions WHERE finished_at IS NULL AND expires_at <= :now
    ORDER BY expires_at LIMIT :limit FOR UPDATE SKIP LOCKED
  ), ${EXPIRE}`,
);

const one = defineStatement<One>(
  'expire_session',
  `WITH due AS (
    SELECT org_id, id FROM sessions
    WHERE org_id = :orgId AND id = :sessionId AND finished_at IS NULL AND expires_at <= :now FOR UPDATE
  ), ${EXPIRE}`,
);

/** Ends up to `limit` sessions whose time is over, the longest overdue first, as of their own time. */
export async function expireSessions({ pool }: Db, params: Sweep): Promise<ExpiredSession[]> {
  return (await pool.query<ExpiredSession>(sweep(params))).rows;
}

/** Ends one session if its time is over and it runs; null when it did not have to. */
export async function expireSession({ pool }: Db, params: One): Promise<ExpiredSession | null> {
  return (await pool.query<ExpiredSession>(one(params))).rows[0] ?? null;
}
