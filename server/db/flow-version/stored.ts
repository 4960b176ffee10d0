import { sql } from 'kysely';
import type { Json } from '@/server/engine/json';
import type { Db } from '../connection/transaction';
import { formerSlug } from '../flow/former-slug';
import type { StoredTags } from '../flow/stored-tags';
import { build, findRow } from '../statement/query';

export type StoredVersion = {
  flowId: string;
  /** The current name of its flow. */
  flowName: string;
  /** The current slug of its flow, or that it had when it was archived. */
  flowSlug: string;
  /** The tags of its flow. */
  flowTags: StoredTags;
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
      formerSlug.as('flowSlug'),
      'flows.tags as flowTags',
      'version.number',
      'version.definition',
      'version.links',
    ])
    .select(sql<number>`length(version.definition::text)`.as('chars'));
  return findRow(db, version.where('version.orgId', '=', orgId).where('version.id', '=', versionId));
}
