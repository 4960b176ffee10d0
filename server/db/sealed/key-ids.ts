import { sql } from 'kysely';
import type { Db } from '../connection/transaction';
import { build, listRows } from '../statement/query';

const keyId = sql<string>`split_part(sealed, '.', 2)`.as('keyId');
const ofJson = sql<string>`split_part(s->>'sealed', '.', 2)`.as('keyId');

/** Lists the ids of the keys that anything in the database is sealed with; texts of the first version name none. */
export async function listSealingKeyIds(db: Db): Promise<string[]> {
  const ofChannels = build
    .selectFrom(['channels', sql`json_array_elements(channels.secrets)`.as('s')])
    .select(ofJson)
    .where(sql<boolean>`s->>'sealed' LIKE 'v2.%'`);
  const ofEffects = build
    .selectFrom('effects')
    .select(sql<string>`split_part(request->>'sealed', '.', 2)`.as('keyId'))
    .where(sql<boolean>`request->>'sealed' LIKE 'v2.%'`);
  const all = ofChannels
    .union(ofEffects)
    .union(build.selectFrom('secrets').select(keyId))
    .union(build.selectFrom('connections').select(keyId).where('sealed', 'is not', null))
    .union(build.selectFrom('mails').select(keyId))
    .union(build.selectFrom('factors').select(keyId));
  return (await listRows(db, all)).map((row) => row.keyId);
}
