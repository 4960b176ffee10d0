import { sql } from 'kysely';

/**
 * The number of inbound messages of the session `s` after the position `seen`. The turn where they begin is found from the last one
 * backwards, so that no turn before it is read; OFFSET 0 keeps the planner from reading all turns and comparing them then.
 */
export const countUnread = (orgId: string) => sql<number>`(
  SELECT count(*)::int
  FROM (
    SELECT u.no FROM turns u
    WHERE u.org_id = ${orgId} AND u.session_id = s.id AND u.first_seq <= coalesce(seen.seq, 0) + 1
    ORDER BY u.no DESC LIMIT 1
  ) first_turn
  CROSS JOIN LATERAL (
    SELECT m.seq, m.direction FROM messages m
    WHERE m.org_id = ${orgId} AND m.session_id = s.id AND m.turn_no >= first_turn.no OFFSET 0
  ) m
  WHERE m.direction = 'inbound' AND m.seq > coalesce(seen.seq, 0))`;
