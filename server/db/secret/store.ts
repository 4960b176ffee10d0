import type { Selectable } from 'kysely';
import type { AuditedTransaction, Db } from '../connection/transaction';
import { build, countRows, findRow, listRows } from '../statement/query';
import type { Tables } from '../statement/tables';

/** A row of `secrets`. */
export type SecretRow = Selectable<Tables['secrets']>;

type SecretKey = { orgId: string; name: string };

/** Lists the secrets of an organization by name. */
export function listSecrets(db: Db, { orgId }: { orgId: string }): Promise<SecretRow[]> {
  return listRows(db, build.selectFrom('secrets').selectAll().where('orgId', '=', orgId).orderBy('name'));
}

/** Lists those of an organization's secrets that have one of these names. */
export function listNamedSecrets(
  db: Db,
  { orgId, names }: { orgId: string; names: readonly string[] },
): Promise<Pick<SecretRow, 'id' | 'name' | 'sealed'>[]> {
  const named = build.selectFrom('secrets').select(['id', 'name', 'sealed']).where('orgId', '=', orgId);
  return names.length === 0 ? Promise.resolve([]) : listRows(db, named.where('name', 'in', names));
}

/** Finds a secret by its name, for a change. */
export function findSecret(tx: AuditedTransaction, { orgId, name }: SecretKey): Promise<SecretRow | null> {
  const secret = build.selectFrom('secrets').selectAll().where('orgId', '=', orgId);
  return findRow(tx, secret.where('name', '=', name));
}

/** Counts the secrets of an organization. */
export function countSecrets(tx: AuditedTransaction, { orgId }: { orgId: string }): Promise<number> {
  return countRows(tx, build.selectFrom('secrets').select('id').where('orgId', '=', orgId));
}

/** Stores a new secret; throws unique_violation where another one has its name. */
export async function insertSecret(tx: AuditedTransaction, secret: SecretRow): Promise<void> {
  await countRows(tx, build.insertInto('secrets').values(secret));
}

/** Replaces the value of a secret. */
export async function updateSecret(
  tx: AuditedTransaction,
  { orgId, id, sealed, updatedBy, updatedAt }: Omit<SecretRow, 'name' | 'createdAt'>,
): Promise<void> {
  const update = build.updateTable('secrets').set({ sealed, updatedBy, updatedAt });
  await countRows(tx, update.where('orgId', '=', orgId).where('id', '=', id));
}

/** Deletes a secret; false when there is none. */
export async function deleteSecret(tx: AuditedTransaction, { orgId, name }: SecretKey): Promise<boolean> {
  const secret = build.deleteFrom('secrets').where('orgId', '=', orgId).where('name', '=', name);
  return (await countRows(tx, secret)) === 1;
}
