import { sql } from 'kysely';
import type { Db } from '../connection/transaction';
import { build, countRows, listRows } from '../statement/query';

/** The tables with one sealed text a row. */
export type SealedPlace = 'mails' | 'factors';

/** A row with a sealed text; `id` names the mail, or the person whose factor it is. */
export type SealedText = { id: string; sealed: string };

const keyId = sql`split_part(sealed, '.', 2)`;

/** Lists rows whose text one of these keys sealed. */
export async function listTextsSealedWith(
  db: Db,
  place: SealedPlace,
  keyIds: readonly string[],
  limit: number,
): Promise<SealedText[]> {
  if (keyIds.length === 0) return [];
  const texts =
    place === 'mails'
      ? build.selectFrom('mails').select(['id', 'sealed']).where(keyId, 'in', keyIds).limit(limit)
      : build
          .selectFrom('factors')
          .select(['userId as id', 'sealed'])
          .where(keyId, 'in', keyIds)
          .limit(limit);
  return listRows(db, texts);
}

/** Replaces a row's sealed text; false when it changed since it was read. */
export async function updateSealedText(
  db: Db,
  place: SealedPlace,
  { id, sealed }: SealedText,
  anew: string,
): Promise<boolean> {
  const update =
    place === 'mails'
      ? build.updateTable('mails').set({ sealed: anew }).where('id', '=', id).where('sealed', '=', sealed)
      : build
          .updateTable('factors')
          .set({ sealed: anew })
          .where('userId', '=', id)
          .where('sealed', '=', sealed);
  return (await countRows(db, update)) === 1;
}
