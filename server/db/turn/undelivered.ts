import type { Db } from '../connection/transaction';
import type { SessionStatus } from '../statement/checked-values';
import { defineStatement } from '../statement/statement';

/** The turns of one commit of a session, of which no delivery tells. */
export type UndeliveredTurns = {
  sessionId: string;
  /** When they were committed. */
  at: Date;
  firstTurn: number;
  lastTurn: number;
  /** `seq` of the first message that they may have. */
  firstSeq: number;
  /** The types of the events that the turns took, in order. */
  events: string[];
  /** The session's status before and after. */
  before: SessionStatus | null;
  status: SessionStatus;
};

type Search = {
  orgId: string;
  channelId: string;
  since: Date;
  /** Where an earlier search ended. */
  afterAt: Date;
  afterId: string;
  limit: number;
};

// Turns of one commit bear the same time. One delivery may tell of them all; it bears the number of the last.
const search = defineStatement<Search>(
  'list_undelivered_turns',
  `SELECT t.session_id "sessionId", t.created_at at, min(t.no) "firstTurn", max(t.no) "lastTurn",
          min(t.first_seq) "firstSeq", array_agg(t.event->>'type' ORDER BY t.no) events,
          (SELECT b.status FROM turns b
           WHERE b.org_id = :orgId::uuid AND b.session_id = t.session_id AND b.no = min(t.no) - 1) before,
          (array_agg(t.status ORDER BY t.no DESC))[1] status
   FROM threads th
   JOIN sessions s ON s.org_id = th.org_id AND s.thread_id = th.id
   JOIN turns t ON t.org_id = s.org_id AND t.session_id = s.id
   WHERE th.org_id = :orgId::uuid AND th.channel_id = :channelId::uuid AND s.last_activity_at >= :since::timestamptz
     AND t.created_at >= :since::timestamptz
     AND (t.created_at, t.session_id) > (:afterAt::timestamptz, :afterId::uuid)
   GROUP BY t.session_id, t.created_at
   HAVING NOT EXISTS (
     SELECT 1 FROM deliveries d WHERE d.org_id = :orgId::uuid AND d.session_id = t.session_id
       AND d.turn_no BETWEEN min(t.no) AND max(t.no))
   ORDER BY t.created_at, t.session_id LIMIT :limit::int`,
);

/** Lists what the sessions of a channel did since a time without any delivery telling of it, the oldest first. */
export async function listUndeliveredTurns({ pool }: Db, params: Search): Promise<UndeliveredTurns[]> {
  return (await pool.query<UndeliveredTurns>(search(params))).rows;
}
