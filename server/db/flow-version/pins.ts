import { sql } from 'kysely';
import type { Db } from '../connection/transaction';
import { build, listRows } from '../statement/query';

/** A version, what it is pinned to, and the published version of its flow; numbers are null for copies of drafts. */
export type PinRow = {
  id: string;
  flowId: string;
  flowSlug: string;
  number: number | null;
  /** Slug of each flow it calls → id of the version that it is pinned to. */
  links: Record<string, string>;
  publishedVersionId: string | null;
};

/** Lists what versions are pinned to, without their definitions. */
export function listPins(
  db: Db,
  { orgId, versionIds }: { orgId: string; versionIds: readonly string[] },
): Promise<PinRow[]> {
  if (versionIds.length === 0) return Promise.resolve([]);
  const pins = build
    .selectFrom('flowVersions as version')
    .innerJoin('flows', (join) =>
      join.onRef('flows.orgId', '=', 'version.orgId').onRef('flows.id', '=', 'version.flowId'),
    )
    .select(['version.id', 'version.flowId', 'version.number', 'version.links'])
    .select(['flows.slug as flowSlug', 'flows.publishedVersionId'])
    .where('version.orgId', '=', orgId)
    // One parameter for all of them: a flow can call more than a statement has parameters.
    .where('version.id', '=', sql<string>`any(${versionIds}::uuid[])`);
  return listRows(db, pins);
}
