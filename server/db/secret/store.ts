import { type Selectable, sql } from 'kysely';
import type { AuditedTransaction, Db } from '../connection/transaction';
import { build, countRows, findRow, listRows } from '../statement/query';
import type { Tables } from '../statement/tables';

/** A row of `secrets`. */
export type SecretRow = Selectable<Tables['secrets']>;

/** `environment` is empty for the secret of the organization. */
export type SecretKey = { orgId: string; name: string; environment: string };

/** Lists the secrets of an organization by name, that of the organization before those of environments in its place. */
export function listSecrets(db: Db, { orgId }: { orgId: string }): Promise<SecretRow[]> {
  const all = build.selectFrom('secrets').selectAll().where('orgId', '=', orgId);
  return listRows(db, all.orderBy('name').orderBy('environment'));
}

type NamedSecret = Pick<SecretRow, 'id' | 'name' | 'sealed'>;

/** Lists those of an organization's secrets that have one of these names. */
export function listNamedSecrets(
  db: Db,
  { orgId, names }: { orgId: string; names: readonly string[] },
): Promise<NamedSecret[]> {
  if (names.length === 0) return Promise.resolve([]);
  return listRows(db, selectNamed(orgId, names).where('environment', '=', ''));
}

/**
 * Lists the secrets with these names that a session sends: those of its environment, or else of the organization. A session whose
 * environment was removed has none, because the values of others could lead its calls to another service.
 */
export async function listSecretsOfSession(
  db: Db,
  { orgId, names, sessionId }: { orgId: string; names: readonly string[]; sessionId: string },
): Promise<NamedSecret[]> {
  if (names.length === 0) return [];
  const own = build
    .selectFrom('sessions')
    .select('environment')
    .where('orgId', '=', orgId)
    .where('id', '=', sessionId);
  const known = build
    .selectFrom('organizations')
    .select(sql<boolean>`(${own}) IS NULL OR environments -> (${own}) IS NOT NULL`.as('isKnown'))
    .where('id', '=', orgId);
  const rows = await listRows(
    db,
    selectNamed(orgId, names)
      .where(({ or, eb }) => or([eb('environment', '=', ''), eb('environment', '=', own)]))
      .where(known)
      .orderBy('environment'),
  );
  return [...new Map(rows.map((row) => [row.name, row])).values()];
}

function selectNamed(orgId: string, names: readonly string[]) {
  const named = build.selectFrom('secrets').select(['id', 'name', 'sealed']).where('orgId', '=', orgId);
  return named.where('name', 'in', names);
}

/** Finds a secret by its name, for a change. */
export function findSecret(
  tx: AuditedTransaction,
  { orgId, name, environment }: SecretKey,
): Promise<SecretRow | null> {
  const secret = build.selectFrom('secrets').selectAll().where('orgId', '=', orgId);
  return findRow(tx, secret.where('name', '=', name).where('environment', '=', environment));
}

/** Counts the secrets of an organization, without those of environments in their place. */
export function countSecrets(tx: AuditedTransaction, { orgId }: { orgId: string }): Promise<number> {
  const all = build.selectFrom('secrets').select('id').where('orgId', '=', orgId);
  return countRows(tx, all.where('environment', '=', ''));
}

/** Stores a new secret; throws unique_violation where another one has its name. */
export async function insertSecret(tx: AuditedTransaction, secret: SecretRow): Promise<void> {
  await countRows(tx, build.insertInto('secrets').values(secret));
}

/** Replaces the value of a secret. */
export async function updateSecret(
  tx: AuditedTransaction,
  { orgId, id, sealed, updatedBy, updatedAt }: Omit<SecretRow, 'name' | 'environment' | 'createdAt'>,
): Promise<void> {
  const update = build.updateTable('secrets').set({ sealed, updatedBy, updatedAt });
  await countRows(tx, update.where('orgId', '=', orgId).where('id', '=', id));
}

/** Deletes a secret, that of the organization with those of environments in its place; false when there is none. */
export async function deleteSecret(
  tx: AuditedTransaction,
  { orgId, name, environment }: SecretKey,
): Promise<boolean> {
  const all = build.deleteFrom('secrets').where('orgId', '=', orgId).where('name', '=', name);
  return (await countRows(tx, environment === '' ? all : all.where('environment', '=', environment))) > 0;
}

/** Deletes the secrets that an environment has in place of those of the organization. */
export async function deleteSecretsOfEnvironment(
  tx: AuditedTransaction,
  { orgId, environment }: Omit<SecretKey, 'name'>,
): Promise<void> {
  const own = build.deleteFrom('secrets').where('orgId', '=', orgId);
  await countRows(tx, own.where('environment', '=', environment));
}
