import { sql } from 'kysely';
import type { Db } from '../connection/transaction';
import { build, countRows, listRows } from '../statement/query';

/** The tables whose rows have one sealed text of an organization. */
export type SealedTable = 'secrets' | 'connections';

/** The sealed text of a row. */
export type SealedSecretRow = { orgId: string; id: string; sealed: string };

/** Lists rows of all organizations that one of these keys sealed. */
export async function listSecretsSealedWith(
  db: Db,
  table: SealedTable,
  keyIds: readonly string[],
  limit: number,
): Promise<SealedSecretRow[]> {
  if (keyIds.length === 0) return [];
  const rows = build.selectFrom(table).select(['orgId', 'id']).select(sql<string>`sealed`.as('sealed'));
  return listRows(db, rows.where(sql`split_part(sealed, '.', 2)`, 'in', keyIds).limit(limit));
}

/** Replaces the sealed text of a row; false when it changed since it was read. */
export async function updateSealedSecret(
  db: Db,
  table: SealedTable,
  { orgId, id, sealed }: SealedSecretRow,
  anew: string,
): Promise<boolean> {
  const update = build.updateTable(table).set({ sealed: anew }).where('orgId', '=', orgId);
  return (await countRows(db, update.where('id', '=', id).where('sealed', '=', sealed))) === 1;
}
