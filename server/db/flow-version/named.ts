import type { Json } from '@/server/engine/json';
import type { Db } from '../connection/transaction';
import { build, findRow } from '../statement/query';

/** A version with the name of its flow. */
export type NamedVersion = { name: string; definition: Json; links: Record<string, string> };

/** Finds a version by its id, also of an archived flow, with the name of its flow. */
export function findNamedVersion(
  db: Db,
  { orgId, versionId }: { orgId: string; versionId: string },
): Promise<NamedVersion | null> {
  const version = build
    .selectFrom('flowVersions as version')
    .innerJoin('flows', (join) =>
      join.onRef('flows.orgId', '=', 'version.orgId').onRef('flows.id', '=', 'version.flowId'),
    )
    .select(['flows.name', 'version.definition', 'version.links']);
  return findRow(db, version.where('version.orgId', '=', orgId).where('version.id', '=', versionId));
}
