import type { Json } from '@/server/engine/json';
import type { AuditedTransaction, Db } from '../connection/transaction';
import type { NewTrigger } from '../flow-trigger/store';
import { hasSqlState } from '../statement/sqlstate';
import { defineStatement } from '../statement/statement';
import { toStoredJson } from '../statement/stored-json';

export type PublishedVersionRow = {
  id: string;
  number: number;
  note: string;
  createdBy: string | null;
  createdAt: Date;
  /** Whether it is the one that callers run. */
  current: boolean;
};

type FlowKey = { orgId: string; flowId: string };

const COLUMNS = `v.id, v.number, v.note, v.created_by "createdBy", v.created_at "createdAt",
  (v.id = f.published_version_id) "current"`;
const FROM = `FROM flow_versions v JOIN flows f ON f.org_id = v.org_id AND f.id = v.flow_id
  WHERE v.org_id = :orgId AND v.flow_id = :flowId AND v.kind = 'published' AND f.archived_at IS NULL`;

const list = defineStatement<FlowKey & { below: number | null; take: number }>(
  'list_versions',
  `SELECT ${COLUMNS} ${FROM} AND (:below::int IS NULL OR v.number < :below::int) ORDER BY v.number DESC LIMIT :take`,
);

const find = defineStatement<FlowKey & { number: number | null; versionId: string | null }>(
  'find_version',
  `SELECT ${COLUMNS}, v.definition, v.links ${FROM} AND (v.number = :number::int OR v.id = :versionId::uuid)`,
);

const findPublished = defineStatement<{ orgId: string; slugs: string[] }>(
  'find_published_by_slug',
  `SELECT slug, published_version_id "versionId" FROM flows
   WHERE org_id = :orgId AND slug = ANY(:slugs::text[]) AND archived_at IS NULL AND published_version_id IS NOT NULL`,
);

export type NewVersion = FlowKey & {
  versionId: string;
  rev: number;
  links: Record<string, string>;
  triggers: readonly NewTrigger[];
  note: string;
  createdBy: string;
  at: Date;
};

// The draft is copied where it lies, so what is published is what was checked or nothing at all.
// Triggers of flows that were archived are in nobody's way; the new ones are only written when the old ones are gone.
const publish = defineStatement<Omit<NewVersion, 'links' | 'triggers'> & { links: string; triggers: string }>(
  'publish_draft',
  `WITH moved AS (
     UPDATE flows SET published_version_id = :versionId, updated_at = :at
     WHERE org_id = :orgId AND id = :flowId AND draft_rev = :rev AND archived_at IS NULL
     RETURNING org_id, id, draft
   ),
   cleared AS (
     DELETE FROM flow_triggers t USING moved, flows f
     WHERE t.org_id = moved.org_id AND f.org_id = t.org_id AND f.id = t.flow_id
       AND (f.id = moved.id OR f.archived_at IS NOT NULL)
     RETURNING 1
   ),
   added AS (
     INSERT INTO flow_triggers (org_id, flow_id, type, name, version_id, trigger)
     SELECT moved.org_id, moved.id, given.type::text, given.name, :versionId, given.trigger
     FROM moved, (SELECT count(*) FROM cleared) gone,
       json_to_recordset(:triggers::json) AS given(type text, name text, trigger json)
   )
   INSERT INTO flow_versions (org_id, id, flow_id, kind, number, definition, links, note, created_by, created_at)
   SELECT moved.org_id, :versionId, moved.id, 'published',
          1 + coalesce((SELECT max(number) FROM flow_versions v WHERE v.org_id = moved.org_id AND v.flow_id = moved.id), 0),
          moved.draft, :links, :note, :createdBy, :at
   FROM moved RETURNING number`,
);

export async function listVersions(
  { pool }: Db,
  params: FlowKey & { below: number | null; take: number },
): Promise<PublishedVersionRow[]> {
  return (await pool.query<PublishedVersionRow>(list(params))).rows;
}

export type VersionRowWithDefinition = PublishedVersionRow & {
  definition: Json;
  links: Record<string, string>;
};

export async function findVersion(
  { pool }: Db,
  params: FlowKey & { number: number | null; versionId: string | null },
): Promise<VersionRowWithDefinition | null> {
  return (await pool.query<VersionRowWithDefinition>(find(params))).rows[0] ?? null;
}

/** The published versions of the flows with these slugs; slugs without one are left out. */
export async function listPublishedVersionIds(
  { pool }: Db,
  params: { orgId: string; slugs: string[] },
): Promise<Record<string, string>> {
  const { rows } = await pool.query<{ slug: string; versionId: string }>(findPublished(params));
  return Object.fromEntries(rows.map(({ slug, versionId }) => [slug, versionId]));
}

/**
 * Makes the draft of revision `rev` the next numbered version, with its triggers in place of the last one's; null when
 * the draft is another by now. What it throws says whyNotPublished.
 */
export async function insertVersion(
  { pool }: AuditedTransaction,
  version: NewVersion,
): Promise<number | null> {
  const statement = publish({
    ...version,
    links: JSON.stringify(version.links),
    triggers: toStoredJson(version.triggers as unknown as Json),
  });
  return (await pool.query<{ number: number }>(statement)).rows[0]?.number ?? null;
}

/**
 * Why a publication failed: `trigger` when another flow has a trigger that only one can have, `number` when two
 * publications at once counted the same number out; null for anything else.
 */
export function whyNotPublished(error: unknown): 'trigger' | 'number' | null {
  if (!hasSqlState(error, 'unique_violation')) return null;
  return Reflect.get(error, 'constraint') === 'flow_triggers_single_idx' ? 'trigger' : 'number';
}
