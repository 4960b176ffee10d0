import { sql } from 'kysely';
import type { Db, Transaction } from '../connection/transaction';
import { takeByOrganization } from '../statement/by-organization';
import { LIVE_STANDINGS } from '../statement/checked-values';
import { build, listRows } from '../statement/query';
import { addCounts } from './write';

type Pruning = { before: Date; limit: number };

/** Deletes how far sessions were counted, before they are deleted; their counts stay, also of those not counted to their end. */
export async function deleteCoverageOf(
  tx: Transaction,
  { orgId, sessionIds }: { orgId: string; sessionIds: readonly string[] },
): Promise<void> {
  const rows = build.deleteFrom('coverageSessions').where('orgId', '=', orgId);
  const deleted = await listRows(
    tx,
    rows.where('sessionId', 'in', sessionIds).returning(['versionId', 'hour', 'pathId', 'standing']),
  );
  const open = deleted.filter(({ standing }) => standing === 'silent' || standing === 'waiting');
  await addCounts(
    tx,
    orgId,
    open.map(({ versionId, hour, pathId }) => ({ versionId, hour, pathId, stopped: true })),
  );
}

/** Deletes up to `limit` counts of hours before a time; returns how many. */
export async function pruneCoverageCounts(db: Db, { before, limit }: Pruning): Promise<number> {
  const old = build.selectFrom('coverageCounts').where('hour', '<', before).orderBy('hour');
  const deleted = await takeByOrganization({
    limit,
    find: (limit) => listRows(db, old.select(['orgId', 'hour']).limit(limit)),
    take: async (orgId, found) => {
      const hours = [...new Set(found.map(({ hour }) => hour.getTime()))].map((hour) => new Date(hour));
      const own = build.deleteFrom('coverageCounts').where('orgId', '=', orgId).where('hour', 'in', hours);
      return listRows(db, own.returning('pathId'));
    },
  });
  return deleted.length;
}

/** Deletes up to `limit` paths that were used last before a time and that no session has; returns how many. */
export async function pruneCoveragePaths(db: Db, { before, limit }: Pruning): Promise<number> {
  const old = build.selectFrom('coveragePaths as p').where('p.usedAt', '<', before).orderBy('p.usedAt');
  const deleted = await takeByOrganization({
    limit,
    find: (limit) => listRows(db, old.select(['p.orgId', 'p.versionId', 'p.id']).limit(limit)),
    take: (orgId, found) => listRows(db, deletePaths({ orgId, found, before })),
  });
  return deleted.length;
}

type PathKey = { versionId: string; id: string };

function deletePaths({ orgId, found, before }: { orgId: string; found: PathKey[]; before: Date }) {
  const live = build
    .selectFrom('coverageSessions as s')
    .select('s.sessionId')
    .where('s.orgId', '=', orgId)
    .where('s.versionId', '=', sql.ref<string>('p.versionId'))
    .where('s.pathId', '=', sql.ref<string>('p.id'))
    .where('s.standing', 'in', LIVE_STANDINGS);
  return build
    .deleteFrom('coveragePaths as p')
    .where('p.orgId', '=', orgId)
    .where('p.usedAt', '<', before)
    .where(({ eb, refTuple, tuple }) =>
      eb(
        refTuple('p.versionId', 'p.id'),
        'in',
        found.map(({ versionId, id }) => tuple(versionId, id)),
      ),
    )
    .where(({ exists, not }) => not(exists(live)))
    .returning('p.id');
}
