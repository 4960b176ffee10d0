/*
 * transcript/flat  A message is found by its number as fast at the end of a long session as at its beginning.
 */

type Expressions = { orgId: string; sessionId: string; afterSeq: string };

/**
 * The SQL of the number of the turn that has the message after `afterSeq`, or of an earlier turn. Turns are not indexed by the
 * numbers of their messages, which only grow: the range is halved until one turn is left. OFFSET 0 keeps the planner from
 * reading all turns of the session instead.
 */
export function toTurnAfterSeq({ orgId, sessionId, afterSeq }: Expressions): string {
  return `(
    WITH RECURSIVE range(low, high) AS (
      SELECT 1, s.turn_no FROM sessions s WHERE s.org_id = ${orgId} AND s.id = ${sessionId}
      UNION ALL
      SELECT CASE WHEN t.first_seq <= ${afterSeq} + 1 THEN middle ELSE low END,
             CASE WHEN t.first_seq <= ${afterSeq} + 1 THEN high ELSE middle - 1 END
      FROM range CROSS JOIN LATERAL (SELECT (low + high + 1) / 2 AS middle) half
      LEFT JOIN LATERAL (
        SELECT u.first_seq FROM turns u WHERE u.org_id = ${orgId} AND u.session_id = ${sessionId} AND u.no = middle OFFSET 0
      ) t ON true
      WHERE low < high
    )
    SELECT low FROM range WHERE low >= high)`;
}

export const TURN_AFTER_SEQ = toTurnAfterSeq({
  orgId: ':orgId::uuid',
  sessionId: ':sessionId::uuid',
  afterSeq: ':afterSeq::int',
});
