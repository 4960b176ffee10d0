import { sql } from 'kysely';
import type { Db } from '../connection/transaction';
import { build, countRows, listRows } from '../statement/query';

/** A secret of an organization, as it is stored. */
export type SealedSecretRow = { orgId: string; id: string; sealed: string };

/** Lists secrets of all organizations that one of these keys sealed. */
export async function listSecretsSealedWith(
  db: Db,
  keyIds: readonly string[],
  limit: number,
): Promise<SealedSecretRow[]> {
  if (keyIds.length === 0) return [];
  const secrets = build.selectFrom('secrets').select(['orgId', 'id', 'sealed']);
  return listRows(db, secrets.where(sql`split_part(sealed, '.', 2)`, 'in', keyIds).limit(limit));
}

/** Replaces the sealed text of a secret; false when it changed since it was read. */
export async function updateSealedSecret(
  db: Db,
  { orgId, id, sealed }: SealedSecretRow,
  anew: string,
): Promise<boolean> {
  const update = build.updateTable('secrets').set({ sealed: anew }).where('orgId', '=', orgId);
  return (await countRows(db, update.where('id', '=', id).where('sealed', '=', sealed))) === 1;
}
