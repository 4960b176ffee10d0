import { sql } from 'kysely';
import { toStoredJson } from '@/server/shared/stored-json';
import type { AuditedTransaction, Db, Transaction } from '../connection/transaction';
import { build, countRows, findRow, listRows } from '../statement/query';
import type { FlowKey } from './store';
import type { FlowEnvironments } from './stored-environments';

/** The versions of a flow in all environments; `environmentsRev` is raised with every change of them. */
export type FlowPointers = {
  publishedVersionId: string | null;
  environments: FlowEnvironments | null;
  environmentsRev: number;
};

const pointers = build.selectFrom('flows').select(['publishedVersionId', 'environments', 'environmentsRev']);

/** Finds the versions of a flow in all environments, archived or not; null when there is no such flow. */
export function findFlowPointers(
  db: Db,
  { orgId, flowId }: FlowKey,
): Promise<(FlowPointers & { archivedAt: Date | null }) | null> {
  return findRow(db, pointers.select('archivedAt').where('orgId', '=', orgId).where('id', '=', flowId));
}

/** Does the same and keeps others from changing the flow until the transaction ends. */
export function lockFlowPointers(tx: Transaction, { orgId, flowId }: FlowKey): Promise<FlowPointers | null> {
  const flow = pointers.where('orgId', '=', orgId).where('id', '=', flowId).where('archivedAt', 'is', null);
  return findRow(tx, flow.forUpdate());
}

/** Sets the versions of a flow in all environments; false when there is no such flow or it is archived. */
export async function updateFlowPointers(
  tx: AuditedTransaction,
  {
    orgId,
    flowId,
    publishedVersionId,
    environments,
  }: FlowKey & Pick<FlowPointers, 'publishedVersionId'> & { environments: FlowEnvironments },
): Promise<boolean> {
  const update = build
    .updateTable('flows')
    .set((eb) => ({
      publishedVersionId,
      environments: toStoredJson(environments),
      environmentsRev: eb('environmentsRev', '+', 1),
    }))
    .where('orgId', '=', orgId)
    .where('id', '=', flowId)
    .where('archivedAt', 'is', null);
  return (await countRows(tx, update)) === 1;
}

/** The versions of a flow in all environments, as they are listed. */
export type ListedPointers = FlowPointers & { id: string; slug: string; name: string };

/** Lists flows that are not archived, by name, at most `take`, with their versions. */
export function listFlowPointers(
  db: Db,
  { orgId, take }: { orgId: string; take: number },
): Promise<ListedPointers[]> {
  const flows = pointers.select(['id', 'slug', 'name']).where('orgId', '=', orgId);
  return listRows(db, flows.where('archivedAt', 'is', null).orderBy('name').orderBy('id').limit(take));
}

type Named = { orgId: string; name: string };

/** Gives an environment the versions that production has, in every flow. */
export async function copyProduction(tx: AuditedTransaction, { orgId, name }: Named): Promise<void> {
  const versions = sql`CASE WHEN environments #>> '{production,versions,0,id}' = published_version_id::text
    THEN environments #> '{production,versions}'
    ELSE json_build_array(json_build_object('id', published_version_id, 'weight', 1)) END`;
  const copied = sql`json_build_object(${name}::text, json_build_object('versions', ${versions}, 'before', null))`;
  const update = build
    .updateTable('flows')
    .set((eb) => ({
      environments: sql`(coalesce(environments, '{}')::jsonb || ${copied}::jsonb)::json`,
      environmentsRev: eb('environmentsRev', '+', 1),
    }))
    .where('orgId', '=', orgId)
    .where('publishedVersionId', 'is not', null);
  await countRows(tx, update);
}

/** Deletes the versions of an environment from every flow. */
export async function deleteFromFlows(tx: AuditedTransaction, { orgId, name }: Named): Promise<void> {
  const update = build
    .updateTable('flows')
    .set((eb) => ({
      environments: sql`(environments::jsonb - ${name}::text)::json`,
      environmentsRev: eb('environmentsRev', '+', 1),
    }))
    .where('orgId', '=', orgId)
    .where(sql<boolean>`environments -> ${name}::text IS NOT NULL`);
  await countRows(tx, update);
}

/** Counts the flows that have a version in an environment, by its name; archived flows are left out. */
export async function countFlowsByEnvironment(
  db: Db,
  { orgId }: { orgId: string },
): Promise<ReadonlyMap<string, number>> {
  const names = sql<string>`unnest(CASE WHEN published_version_id IS NULL THEN '{}' ELSE ARRAY['production'] END
    || array(SELECT name FROM json_object_keys(coalesce(environments, '{}')) AS name WHERE name <> 'production'))`;
  const named = build
    .selectFrom('flows')
    .select(names.as('name'))
    .where('orgId', '=', orgId)
    .where('archivedAt', 'is', null);
  const counts = build
    .selectFrom(named.as('named'))
    .select(['named.name', sql<number>`count(*)::int`.as('flows')])
    .groupBy('named.name');
  return new Map((await listRows(db, counts)).map(({ name, flows }) => [name, flows]));
}
