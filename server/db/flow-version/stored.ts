import { sql } from 'kysely';
import type { Json } from '@/server/engine/json';
import type { Db } from '../connection/transaction';
import { build, findRow } from '../statement/query';

export type StoredVersion = {
  flowId: string;
  /** The current name of its flow. */
  flowName: string;
  /** The current slug of its flow. */
  flowSlug: string;
  /** Its number; null for the copy of a draft. */
  number: number | null;
  definition: Json;
  /** Slug of each flow it calls → id of the version that it is pinned to. */
  links: Record<string, string>;
  /** Size of the definition, in characters of JSON. */
  chars: number;
};

/** Finds an immutable version of a flow. */
export function findFlowVersion(
  db: Db,
  { orgId, versionId }: { orgId: string; versionId: string },
): Promise<StoredVersion | null> {
  const version = build
    .selectFrom('flowVersions as version')
    .innerJoin('flows', (join) =>
      join.onRef('flows.orgId', '=', 'version.orgId').onRef('flows.id', '=', 'version.flowId'),
    )
    .select([
      'version.flowId',
      'flows.name as flowName',
      'flows.slug as flowSlug',
      'version.number',
      'version.definition',
      'version.links',
    ])
    .select(sql<number>`length(version.definition::text)`.as('chars'));
  return findRow(db, version.where('version.orgId', '=', orgId).where('version.id', '=', versionId));
}

export type PublishedFlow = { publishedVersionId: string | null };

/** Finds which version of a flow callers run; null when there is no such flow. */
export function findPublishedFlow(
  db: Db,
  { orgId, flowId }: { orgId: string; flowId: string },
): Promise<PublishedFlow | null> {
  const flow = build.selectFrom('flows').select('publishedVersionId').where('orgId', '=', orgId);
  return findRow(db, flow.where('id', '=', flowId).where('archivedAt', 'is', null));
}
