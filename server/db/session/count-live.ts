import { sql } from 'kysely';
import type { Db } from '../connection/transaction';
import { LIVE_STATUSES } from '../statement/checked-values';
import { build, listRows } from '../statement/query';

export type LiveSessionCount = { versionId: string; number: number | null; sessions: number };

/** Counts a flow's sessions that have not finished, by the version they run; test sessions are left out. */
export function countLiveSessions(
  db: Db,
  { orgId, flowId }: { orgId: string; flowId: string },
): Promise<LiveSessionCount[]> {
  // By the statuses, so that sessions_flow_idx alone answers.
  const live = build
    .selectFrom('sessions')
    .select(['versionId', sql<number>`count(*)::int`.as('sessions')])
    .where('orgId', '=', orgId)
    .where('flowId', '=', flowId)
    .where('status', 'in', LIVE_STATUSES)
    .where((eb) => eb.not('isTest'))
    .groupBy('versionId');
  const counts = build
    .selectFrom(live.as('live'))
    .innerJoin('flowVersions as version', 'version.id', 'live.versionId')
    .select(['live.versionId', 'version.number', 'live.sessions'])
    .where('version.orgId', '=', orgId);
  return listRows(
    db,
    counts.orderBy('version.number', (order) => order.desc().nullsLast()),
  );
}
