import { type Parked, SAID } from './park-sessions';
import type { StressEnv } from './stress-env';

// The expected state after the timer: one more turn, one message, and a wait for an answer.
const JUDGE = `
SELECT wrong, count(*)::int count FROM (
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM timers t WHERE t.org_id = s.org_id AND t.session_id = s.id) THEN 'a timer is left'
    WHEN s.turn_no <> 2 OR s.status <> 'awaiting_input' THEN 'turn ' || s.turn_no || ', ' || s.status
    WHEN s.message_count <> 1 OR m.said IS DISTINCT FROM ARRAY['1 ' || $3] THEN 'said ' || coalesce(m.said, '{}')::text
    WHEN t.events IS DISTINCT FROM '{1 started,2 timer.fired}' THEN 'turns ' || coalesce(t.events, '{}')::text
  END wrong
  FROM sessions s
  CROSS JOIN LATERAL (SELECT array_agg(seq || ' ' || (content->>'text') ORDER BY seq) said FROM messages m
    WHERE m.org_id = s.org_id AND m.session_id = s.id) m
  CROSS JOIN LATERAL (SELECT array_agg(no || ' ' || (event->>'type') ORDER BY no) events FROM turns t
    WHERE t.org_id = s.org_id AND t.session_id = s.id) t
  WHERE s.flow_id = $1 AND s.id IS DISTINCT FROM $2
) judged GROUP BY wrong`;

/** The parked sessions of one flow without the copied original. */
type Timed = Pick<Parked, 'flowId' | 'ids'> & { templateId: string | null };
type Judged = { right: number; wrong: string[] };

/** Counts the sessions that continued exactly once, and lists faults of the others. */
export async function judgeTimers(
  { platform: { db } }: Pick<StressEnv, 'platform'>,
  { flowId, templateId, ids }: Timed,
): Promise<Judged> {
  const found = await db.pool.query<{ wrong: string | null; count: number }>(JUDGE, [
    flowId,
    templateId,
    SAID,
  ]);
  const right = found.rows.find(({ wrong }) => wrong === null)?.count ?? 0;
  const wrong = found.rows.flatMap(({ wrong: what, count }) =>
    what === null ? [] : [`${count} sessions: ${what}`],
  );
  if (right === ids.length) return { right, wrong };
  return { right, wrong: [`${right} of ${ids.length} timers did what they should`, ...wrong] };
}

/** The delay of each timer in milliseconds. */
export async function listDelays(
  { platform: { db } }: StressEnv,
  { flowId, dueAt }: Parked,
): Promise<number[]> {
  const { rows } = await db.pool.query<{ at: Date }>(
    `SELECT t.created_at at FROM turns t JOIN sessions s ON s.org_id = t.org_id AND s.id = t.session_id
     WHERE s.flow_id = $1 AND t.no = 2`,
    [flowId],
  );
  return rows.map(({ at }) => at.getTime() - dueAt);
}
