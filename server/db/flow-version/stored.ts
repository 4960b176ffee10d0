import type { Json } from '@/server/engine/json';
import type { Db } from '../connection/transaction';
import { defineStatement } from '../statement/statement';

type Key = { orgId: string; versionId: string };

export type StoredVersion = {
  flowId: string;
  definition: Json;
  /** Slug of each flow it calls → id of the version that it is pinned to. */
  links: Record<string, string>;
  /** Size of the definition, in characters of JSON. */
  chars: number;
};

const findVersion = defineStatement<Key>(
  'find_flow_version',
  `SELECT v.flow_id "flowId", v.definition, v.links, length(v.definition::text) chars
   FROM flow_versions v WHERE v.org_id = :orgId AND v.id = :versionId`,
);

/** Reads an immutable version of a flow. */
export async function findFlowVersion({ pool }: Db, key: Key): Promise<StoredVersion | null> {
  return (await pool.query<StoredVersion>(findVersion(key))).rows[0] ?? null;
}

export type PublishedFlow = { publishedVersionId: string | null };

const findPublished = defineStatement<{ orgId: string; flowId: string }>(
  'find_published_version',
  `SELECT published_version_id "publishedVersionId" FROM flows
   WHERE org_id = :orgId AND id = :flowId AND archived_at IS NULL`,
);

/** Reads which version of a flow callers run; null when there is no such flow. */
export async function findPublishedFlow(
  { pool }: Db,
  key: { orgId: string; flowId: string },
): Promise<PublishedFlow | null> {
  return (await pool.query<PublishedFlow>(findPublished(key))).rows[0] ?? null;
}
