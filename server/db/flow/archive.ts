import { sql } from 'kysely';
import type { AuditedTransaction, Db } from '../connection/transaction';
import { escapeWildcards } from '../statement/like-pattern';
import { build, countRows, findRow } from '../statement/query';
import { hasSqlState } from '../statement/sqlstate';
import { ARCHIVED, formerSlug } from './former-slug';
import type { FlowHead, FlowKey } from './store';

/** Tells whether a flow of this slug was archived. */
export async function hasArchivedFlow(
  db: Db,
  { orgId, slug }: { orgId: string; slug: string },
): Promise<boolean> {
  const archived = build
    .selectFrom('flows')
    .select('id')
    .where('orgId', '=', orgId)
    .where('slug', 'like', `${escapeWildcards(slug)}${ARCHIVED}%`)
    .where('archivedAt', 'is not', null)
    .limit(1);
  return (await findRow(db, archived)) !== null;
}

/** Finds an archived flow by its id, with the slug that it had. */
export function findArchivedFlow(db: Db, { orgId, flowId }: FlowKey): Promise<FlowHead | null> {
  const flow = build
    .selectFrom('flows')
    .select(['id', 'name', 'draftRev', 'publishedVersionId as versionId', formerSlug.as('slug')])
    .where('orgId', '=', orgId)
    .where('id', '=', flowId)
    .where('archivedAt', 'is not', null);
  return findRow(db, flow);
}

/** Archives a flow; false when there is none, or it was archived before. */
export async function updateFlowAsArchived(
  tx: AuditedTransaction,
  { orgId, flowId, at }: FlowKey & { at: Date },
): Promise<boolean> {
  const update = build
    .updateTable('flows')
    .set({ archivedAt: at, updatedAt: at, slug: sql`slug || ${ARCHIVED} || id` })
    .where('orgId', '=', orgId)
    .where('id', '=', flowId)
    .where('archivedAt', 'is', null);
  return (await countRows(tx, update)) === 1;
}

/** Restores an archived flow under a slug; false when there is none. Throws an error that `isSlugTaken` knows. */
export async function updateFlowAsRestored(
  tx: AuditedTransaction,
  { orgId, flowId, slug, at }: FlowKey & { slug: string; at: Date },
): Promise<boolean> {
  const update = build
    .updateTable('flows')
    .set({ archivedAt: null, updatedAt: at, slug })
    .where('orgId', '=', orgId)
    .where('id', '=', flowId)
    .where('archivedAt', 'is not', null);
  return (await countRows(tx, update)) === 1;
}

/** Tells whether a statement failed because another flow has the slug. */
export function isSlugTaken(error: unknown): boolean {
  return (
    hasSqlState(error, 'unique_violation') && Reflect.get(error, 'constraint') === 'flows_org_id_slug_key'
  );
}
