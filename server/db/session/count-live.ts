import type { Db } from '../connection/transaction';
import { defineStatement } from '../statement/statement';

export type LiveSessionCount = { versionId: string; number: number | null; sessions: number };

type FlowKey = { orgId: string; flowId: string };

// Answered by sessions_live_idx alone, which holds no finished session and no test session.
const count = defineStatement<FlowKey>(
  'count_live_sessions',
  `SELECT live.version_id "versionId", v.number, live.sessions
   FROM (
     SELECT version_id, count(*)::int sessions FROM sessions
     WHERE org_id = :orgId AND flow_id = :flowId AND finished_at IS NULL AND NOT is_test
     GROUP BY version_id
   ) live JOIN flow_versions v ON v.org_id = :orgId AND v.id = live.version_id
   ORDER BY v.number DESC NULLS LAST`,
);

/** Counts a flow's sessions that are not over, by the version they run; trials left out. */
export async function countLiveSessions({ pool }: Db, key: FlowKey): Promise<LiveSessionCount[]> {
  const { rows } = await pool.query<LiveSessionCount>(count(key));
  return rows;
}
