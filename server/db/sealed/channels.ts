import { sql } from 'kysely';
import type { StoredSecret } from '../channel/stored-secret';
import type { Db } from '../connection/transaction';
import { build, countRows, findRow, listRows } from '../statement/query';

/** A channel's secrets, and their JSON as it stands in the row. */
export type SealedRow = { orgId: string; channelId: string; secrets: StoredSecret[]; stored: string };

const sealed = build
  .selectFrom('channels')
  .select(['orgId', 'id as channelId', 'secrets'])
  .select(sql<string>`secrets::text`.as('stored'));

const namesNoKey = sql<boolean>`EXISTS (
  SELECT FROM json_array_elements(secrets) s WHERE s->>'sealed' LIKE 'v1.%')`;

/** Finds a channel with a secret whose sealed text names no key. */
export function findChannelSealedWithoutKeyId(db: Db): Promise<SealedRow | null> {
  return findRow(db, sealed.where(namesNoKey).limit(1));
}

/** Lists channels with a secret that one of these keys sealed, or whose text names no key. */
export function listChannelsSealedWith(
  db: Db,
  keyIds: readonly string[],
  limit: number,
): Promise<SealedRow[]> {
  const bySuch = sql<boolean>`EXISTS (
    SELECT FROM json_array_elements(secrets) s
    WHERE split_part(s->>'sealed', '.', 2) = ANY(${keyIds}::text[]))`;
  return listRows(db, sealed.where((eb) => eb.or([bySuch, namesNoKey])).limit(limit));
}

/** Replaces a channel's secrets; false when they changed since they were read. */
export async function updateSealedSecrets(
  db: Db,
  { orgId, channelId, stored }: SealedRow,
  secrets: readonly StoredSecret[],
): Promise<boolean> {
  const update = build
    .updateTable('channels')
    .set({ secrets: JSON.stringify(secrets) })
    .where('orgId', '=', orgId)
    .where('id', '=', channelId)
    .where(sql<boolean>`secrets::text = ${stored}`);
  return (await countRows(db, update)) === 1;
}
