import type { Db } from '../connection/transaction';

/** Where one text a row is sealed, and the column that names the row. */
const PLACES = { mails: 'id', factors: 'user_id' } as const;

export type SealedPlace = keyof typeof PLACES;

/** A row with a sealed text. */
export type SealedText = { id: string; sealed: string };

/** Rows whose text one of these keys sealed. */
export async function listTextsSealedWith(
  { pool }: Db,
  place: SealedPlace,
  keyIds: readonly string[],
  limit: number,
): Promise<SealedText[]> {
  const text = `SELECT ${PLACES[place]} id, sealed FROM ${place}
    WHERE split_part(sealed, '.', 2) = ANY($1) LIMIT $2`;
  return (await pool.query<SealedText>({ text, values: [keyIds, limit] })).rows;
}

/** Replaces a row's sealed text unless it changed since it was read; tells whether it did. */
export async function updateSealedText(
  { pool }: Db,
  place: SealedPlace,
  { id, sealed }: SealedText,
  anew: string,
): Promise<boolean> {
  const text = `UPDATE ${place} SET sealed = $3 WHERE ${PLACES[place]} = $1 AND sealed = $2`;
  return (await pool.query({ text, values: [id, sealed, anew] })).rowCount === 1;
}
