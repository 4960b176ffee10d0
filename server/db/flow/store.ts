import { sql } from 'kysely';
import type { Json } from '@/server/engine/json';
import { toStoredJson } from '@/server/shared/stored-json';
import type { AuditedTransaction, Db } from '../connection/transaction';
import { toLikePattern } from '../statement/like-pattern';
import { build, countRows, findRow, listRows } from '../statement/query';
import { formerSlug } from './former-slug';
import type { StoredTags } from './stored-tags';

export type FlowRow = {
  id: string;
  slug: string;
  name: string;
  draftRev: number;
  createdAt: Date;
  updatedAt: Date;
  /** The published version, its number and when it was published; null before the first. */
  versionId: string | null;
  versionNumber: number | null;
  publishedAt: Date | null;
  /** Whether the draft differs from the published version. */
  draftChanged: boolean;
  tags: StoredTags;
  /** When it was archived; null if it is not. */
  archivedAt: Date | null;
};

/** A flow as far as it is read without its draft, which may have 1 MB. */
export type FlowHead = Pick<FlowRow, 'id' | 'slug' | 'name' | 'draftRev' | 'versionId'>;

export type FlowRowWithDraft = FlowRow & { draft: Json };

export type FlowKey = { orgId: string; flowId: string };

const anyWithVersion = build
  .selectFrom('flows')
  .leftJoin('flowVersions as version', (join) =>
    join.onRef('version.orgId', '=', 'flows.orgId').onRef('version.id', '=', 'flows.publishedVersionId'),
  )
  .select(['flows.id', 'flows.name', 'flows.draftRev', 'flows.createdAt', 'flows.updatedAt'])
  .select(['flows.tags', 'flows.archivedAt', formerSlug.as('slug')])
  .select(['version.id as versionId', 'version.number as versionNumber', 'version.createdAt as publishedAt'])
  .select(
    sql<boolean>`version.id IS NULL OR version.definition::text <> flows.draft::text`.as('draftChanged'),
  );
const withVersion = anyWithVersion.where('flows.archivedAt', 'is', null);

/** Finds a flow with its draft. */
export function findFlow(db: Db, { orgId, flowId }: FlowKey): Promise<FlowRowWithDraft | null> {
  const flow = withVersion.select('flows.draft').where('flows.orgId', '=', orgId);
  return findRow(db, flow.where('flows.id', '=', flowId));
}

/** Finds a flow with its draft by its slug. */
export function findFlowBySlug(
  db: Db,
  { orgId, slug }: { orgId: string; slug: string },
): Promise<FlowRowWithDraft | null> {
  const flow = withVersion.select('flows.draft').where('flows.orgId', '=', orgId);
  return findRow(db, flow.where('flows.slug', '=', slug));
}

/** Finds the id of a flow by its slug. */
export async function findFlowIdBySlug(
  db: Db,
  { orgId, slug }: { orgId: string; slug: string },
): Promise<string | null> {
  const flow = build.selectFrom('flows').select('id').where('orgId', '=', orgId).where('slug', '=', slug);
  return (await findRow(db, flow.where('archivedAt', 'is', null)))?.id ?? null;
}

/** Finds a flow that is not archived, without its draft. */
export function findFlowHead(
  db: Db,
  { orgId, ...ref }: { orgId: string } & ({ flowId: string } | { slug: string }),
): Promise<FlowHead | null> {
  const flow = build
    .selectFrom('flows')
    .select(['id', 'slug', 'name', 'draftRev', 'publishedVersionId as versionId'])
    .where('orgId', '=', orgId)
    .where('archivedAt', 'is', null);
  return findRow(db, 'slug' in ref ? flow.where('slug', '=', ref.slug) : flow.where('id', '=', ref.flowId));
}

/** Lists which of these slugs flows have that are not archived. */
export async function listExistingSlugs(
  db: Db,
  { orgId, slugs }: { orgId: string; slugs: readonly string[] },
): Promise<string[]> {
  if (slugs.length === 0) return [];
  const flows = build.selectFrom('flows').select('slug').where('orgId', '=', orgId);
  // One parameter for all of them: a bundle can name more than a statement has parameters.
  const existing = flows
    .where('slug', '=', sql<string>`any(${slugs}::text[])`)
    .where('archivedAt', 'is', null);
  return (await listRows(db, existing)).map(({ slug }) => slug);
}

/** Finds the name of a flow, archived or not. */
export async function findFlowName(db: Db, { orgId, flowId }: FlowKey): Promise<string | null> {
  const flow = build.selectFrom('flows').select('name').where('orgId', '=', orgId).where('id', '=', flowId);
  return (await findRow(db, flow))?.name ?? null;
}

export type FlowListing = {
  orgId: string;
  /** A part of the name or slug. */
  search: string | null;
  publishedOnly: boolean;
  /** Whether the archived flows are listed, instead of the others. */
  archived: boolean;
  /** The key of a tag that they have; null for any. */
  tagKey: string | null;
  after: { at: Date; id: string } | null;
  take: number;
};

/** Lists flows after a position, the latest change first. */
export function listFlows(db: Db, listing: FlowListing): Promise<FlowRow[]> {
  const { orgId, search, publishedOnly, archived, tagKey, after, take } = listing;
  let flows = anyWithVersion
    .where('flows.orgId', '=', orgId)
    .where('flows.archivedAt', archived ? 'is not' : 'is', null);
  const pattern = toLikePattern(search);
  if (pattern !== null)
    flows = flows.where((eb) =>
      eb.or([eb('flows.name', 'ilike', pattern), eb('flows.slug', 'ilike', pattern)]),
    );
  if (tagKey !== null) flows = flows.where(sql<boolean>`flows.tags -> ${tagKey}::text IS NOT NULL`);
  if (publishedOnly) flows = flows.where('version.id', 'is not', null);
  if (after !== null)
    flows = flows.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('flows.updatedAt', 'flows.id'), '<', tuple(after.at, after.id)),
    );
  return listRows(db, flows.orderBy('flows.updatedAt', 'desc').orderBy('flows.id', 'desc').limit(take));
}

export type NewFlow = FlowKey & {
  slug: string;
  name: string;
  draft: Json;
  tests?: Json | undefined;
  tags?: StoredTags | undefined;
  at: Date;
};

/** Stores a flow; false when its slug is taken. */
export async function insertFlow(
  tx: AuditedTransaction,
  { orgId, flowId, slug, name, draft, tests = [], tags = {}, at }: NewFlow,
): Promise<boolean> {
  const times = { createdAt: at, updatedAt: at };
  const insert = build
    .insertInto('flows')
    .values({
      orgId,
      id: flowId,
      slug,
      name,
      draft: toStoredJson(draft),
      tests: toStoredJson(tests),
      tags: toStoredJson(tags),
      ...times,
    })
    .onConflict((conflict) => conflict.columns(['orgId', 'slug']).doNothing());
  return (await countRows(tx, insert)) === 1;
}

/** `name` null leaves the name; `ifRev` null replaces a draft of any revision. */
export type DraftChange = FlowKey & { draft: Json; name: string | null; ifRev: number | null; at: Date };

/** Saves the draft, raises its revision and returns the changed flow; null when there is none at that revision. */
export async function updateDraft(
  tx: AuditedTransaction,
  { orgId, flowId, draft, name, ifRev, at }: DraftChange,
): Promise<FlowRowWithDraft | null> {
  const update = build
    .updateTable('flows')
    .set((eb) => ({ draft: toStoredJson(draft), draftRev: eb('draftRev', '+', 1), updatedAt: at }))
    .$if(name !== null, (named) => named.set({ name: name ?? '' }))
    .where('orgId', '=', orgId)
    .where('id', '=', flowId)
    .where('archivedAt', 'is', null)
    .$if(ifRev !== null, (read) => read.where('draftRev', '=', ifRev ?? 0));
  return (await countRows(tx, update)) === 1 ? findFlow(tx, { orgId, flowId }) : null;
}
