import type { Selectable } from 'kysely';
import { toStoredJson } from '@/server/shared/stored-json';
import type { AuditedTransaction, Db } from '../connection/transaction';
import { build, countRows, findRow, listRows } from '../statement/query';
import type { Tables } from '../statement/tables';

/** A row of `connections`. */
export type ConnectionRow = Selectable<Tables['connections']>;

type ConnectionKey = { orgId: string; name: string };

/** Lists the connections of an organization by name. */
export function listConnections(db: Db, { orgId }: { orgId: string }): Promise<ConnectionRow[]> {
  return listRows(db, build.selectFrom('connections').selectAll().where('orgId', '=', orgId).orderBy('name'));
}

/** Lists name and kind of those of an organization's connections that have one of these names. */
export function listConnectionKinds(
  db: Db,
  { orgId, names }: { orgId: string; names: readonly string[] },
): Promise<Pick<ConnectionRow, 'name' | 'kind'>[]> {
  const named = build.selectFrom('connections').select(['name', 'kind']).where('orgId', '=', orgId);
  return names.length === 0 ? Promise.resolve([]) : listRows(db, named.where('name', 'in', names));
}

/** Finds a connection by its name. */
export function findConnection(db: Db, { orgId, name }: ConnectionKey): Promise<ConnectionRow | null> {
  const connection = build.selectFrom('connections').selectAll().where('orgId', '=', orgId);
  return findRow(db, connection.where('name', '=', name));
}

/** Counts the connections of an organization. */
export function countConnections(tx: AuditedTransaction, { orgId }: { orgId: string }): Promise<number> {
  return countRows(tx, build.selectFrom('connections').select('id').where('orgId', '=', orgId));
}

/** Stores a new connection; throws unique_violation where another one has its name. */
export async function insertConnection(tx: AuditedTransaction, row: ConnectionRow): Promise<void> {
  await countRows(tx, build.insertInto('connections').values({ ...row, ...toStored(row) }));
}

/** Replaces a connection; false when it changed since `rev` was read. */
export async function updateConnection(
  tx: AuditedTransaction,
  { orgId, id, name: _, kind: __, createdAt: ___, ...row }: ConnectionRow,
  rev: number,
): Promise<boolean> {
  const update = build.updateTable('connections').set({ ...row, ...toStored(row) });
  const changed = update.where('orgId', '=', orgId).where('id', '=', id).where('rev', '=', rev);
  return (await countRows(tx, changed)) === 1;
}

/** Deletes a connection; false when there is none. */
export async function deleteConnection(
  tx: AuditedTransaction,
  { orgId, name }: ConnectionKey,
): Promise<boolean> {
  const connection = build.deleteFrom('connections').where('orgId', '=', orgId).where('name', '=', name);
  return (await countRows(tx, connection)) === 1;
}

function toStored({ auth, headers }: Pick<ConnectionRow, 'auth' | 'headers'>) {
  return { auth: toStoredJson(auth), headers: toStoredJson(headers) };
}
