import { sql } from 'kysely';
import type { Db } from '../connection/transaction';
import { build, countRows, listRows } from '../statement/query';

/** A call that a session waits for, as it is stored, and its JSON as it stands in the row. */
export type SealedCallRow<Kept> = {
  orgId: string;
  sessionId: string;
  key: string;
  request: Kept;
  stored: string;
};

/** Lists calls that one of these keys sealed. */
export async function listEffectsSealedWith<Kept>(
  db: Db,
  keyIds: readonly string[],
  limit: number,
): Promise<SealedCallRow<Kept>[]> {
  const effects = build
    .selectFrom('effects')
    .select(['orgId', 'sessionId', 'key'])
    .select(['request', sql<string>`request::text`.as('stored')])
    .where(sql`split_part(request->>'sealed', '.', 2)`, 'in', keyIds)
    .limit(limit)
    .$castTo<SealedCallRow<Kept>>();
  return keyIds.length === 0 ? [] : listRows(db, effects);
}

/** Replaces what is stored of a call; false when it changed since it was read. */
export async function updateSealedEffect<Kept>(
  db: Db,
  { orgId, sessionId, key, stored }: SealedCallRow<Kept>,
  request: Kept,
): Promise<boolean> {
  const update = build
    .updateTable('effects')
    .set({ request: JSON.stringify(request) })
    .where('orgId', '=', orgId)
    .where('sessionId', '=', sessionId)
    .where('key', '=', key)
    .where(sql<boolean>`request::text = ${stored}`);
  return (await countRows(db, update)) === 1;
}
