import type { Json } from '@/server/engine/json';
import type { AuditedTransaction, Db } from '../connection/transaction';
import { escapeWildcards, toLikePattern } from '../statement/like-pattern';
import { defineStatement } from '../statement/statement';
import { toStoredJson } from '../statement/stored-json';

export type FlowRow = {
  id: string;
  slug: string;
  name: string;
  draftRev: number;
  createdAt: Date;
  updatedAt: Date;
  versionId: string | null;
  versionNumber: number | null;
  publishedAt: Date | null;
  /** Whether the draft differs from what is published. */
  draftChanged: boolean;
};

export type FlowRowWithDraft = FlowRow & { draft: Json };

const COLUMNS = `
  f.id, f.slug, f.name, f.draft_rev "draftRev", f.created_at "createdAt", f.updated_at "updatedAt",
  v.id "versionId", v.number "versionNumber", v.created_at "publishedAt",
  (v.id IS NULL OR v.definition::text <> f.draft::text) "draftChanged"`;
const WITH_VERSION = `LEFT JOIN flow_versions v ON v.org_id = f.org_id AND v.id = f.published_version_id`;
const FROM = `FROM flows f ${WITH_VERSION}`;
const OF_ORG = 'f.org_id = :orgId AND f.archived_at IS NULL';

type FlowKey = { orgId: string; flowId: string };

const find = defineStatement<FlowKey>(
  'find_flow',
  `SELECT ${COLUMNS}, f.draft ${FROM} WHERE ${OF_ORG} AND f.id = :flowId`,
);

const findId = defineStatement<{ orgId: string; slug: string }>(
  'find_flow_id',
  `SELECT f.id FROM flows f WHERE ${OF_ORG} AND f.slug = :slug`,
);

type Sought = { orgId: string; search: string | null; publishedOnly: boolean; take: number };
type Listing = Sought & { at: Date | null; id: string | null };

const list = defineStatement<Listing>(
  'list_flows',
  `SELECT ${COLUMNS} ${FROM} WHERE ${OF_ORG}
     AND (:search::text IS NULL OR f.name ILIKE :search OR f.slug ILIKE :search)
     AND (NOT :publishedOnly::boolean OR v.id IS NOT NULL)
     AND (:at::timestamptz IS NULL OR (f.updated_at, f.id) < (:at::timestamptz, :id::uuid))
   ORDER BY f.updated_at DESC, f.id DESC LIMIT :take`,
);

type NewFlow = FlowKey & { slug: string; name: string; draft: string; at: Date };

const insert = defineStatement<NewFlow>(
  'insert_flow',
  `INSERT INTO flows (org_id, id, slug, name, draft, created_at, updated_at)
   VALUES (:orgId, :flowId, :slug, :name, :draft, :at, :at)
   ON CONFLICT (org_id, slug) DO NOTHING RETURNING 1`,
);

type DraftChange = FlowKey & { draft: string; name: string | null; ifRev: number | null; at: Date };

const saveDraft = defineStatement<DraftChange>(
  'update_draft',
  `WITH saved AS (
     UPDATE flows f SET draft = :draft, name = coalesce(:name::text, f.name), draft_rev = f.draft_rev + 1,
       updated_at = :at
     WHERE ${OF_ORG} AND f.id = :flowId AND (:ifRev::int IS NULL OR f.draft_rev = :ifRev::int) RETURNING f.*
   )
   SELECT ${COLUMNS}, f.draft FROM saved f ${WITH_VERSION}`,
);

// An archived flow lets go of its slug, so that another may take it.
const archive = defineStatement<FlowKey & { at: Date }>(
  'archive_flow',
  `UPDATE flows f SET archived_at = :at, updated_at = :at, slug = f.slug || '~' || f.id
   WHERE ${OF_ORG} AND f.id = :flowId RETURNING 1`,
);

export async function findFlow({ pool }: Db, key: FlowKey): Promise<FlowRowWithDraft | null> {
  return (await pool.query<FlowRowWithDraft>(find(key))).rows[0] ?? null;
}

export async function findFlowIdBySlug(
  { pool }: Db,
  key: { orgId: string; slug: string },
): Promise<string | null> {
  return (await pool.query<{ id: string }>(findId(key))).rows[0]?.id ?? null;
}

/** Flows whose name or slug contains `search`, the latest change first, after a position. */
export async function listFlows(
  { pool }: Db,
  { search, after, ...rest }: Sought & { after: { at: Date; id: string } | null },
): Promise<FlowRow[]> {
  const pattern = toLikePattern(search);
  const params = { ...rest, search: pattern, at: after?.at ?? null, id: after?.id ?? null };
  return (await pool.query<FlowRow>(list(params))).rows;
}

/** Inserts a flow; false when its slug is taken. */
export async function insertFlow(
  { pool }: AuditedTransaction,
  flow: Omit<NewFlow, 'draft'> & { draft: Json },
): Promise<boolean> {
  return (await pool.query(insert({ ...flow, draft: toStoredJson(flow.draft) }))).rowCount === 1;
}

/** Saves the draft, raises its revision and returns the flow as this left it; null when there is none at that revision. */
export async function updateDraft(
  { pool }: AuditedTransaction,
  change: Omit<DraftChange, 'draft'> & { draft: Json },
): Promise<FlowRowWithDraft | null> {
  const statement = saveDraft({ ...change, draft: toStoredJson(change.draft) });
  return (await pool.query<FlowRowWithDraft>(statement)).rows[0] ?? null;
}

export async function updateFlowAsArchived(
  { pool }: AuditedTransaction,
  params: FlowKey & { at: Date },
): Promise<boolean> {
  return (await pool.query(archive(params))).rowCount === 1;
}

const findName = defineStatement<FlowKey>(
  'find_flow_name',
  'SELECT name FROM flows WHERE org_id = :orgId AND id = :flowId',
);

/** Finds the name of a flow, archived or not. */
export async function findFlowName({ pool }: Db, key: FlowKey): Promise<string | null> {
  return (await pool.query<{ name: string }>(findName(key))).rows[0]?.name ?? null;
}

const findArchived = defineStatement<{ orgId: string; slugs: string }>(
  'find_archived_flow',
  'SELECT 1 FROM flows WHERE org_id = :orgId AND slug LIKE :slugs AND archived_at IS NOT NULL LIMIT 1',
);

/** Tells whether a flow of this slug was archived. */
export async function hasArchivedFlow(
  { pool }: Db,
  { orgId, slug }: { orgId: string; slug: string },
): Promise<boolean> {
  const slugs = `${escapeWildcards(slug)}~%`;
  return (await pool.query(findArchived({ orgId, slugs }))).rows.length > 0;
}
