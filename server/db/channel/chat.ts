import { sql } from 'kysely';
import type { Db } from '../connection/transaction';
import { build, findRow, listRows } from '../statement/query';

const enabledChats = build.selectFrom('channels').where('kind', '=', 'chat').where('enabled', '=', true);

/** Lists every origin that an enabled chat channel of the server allows, as it was written. */
export async function listAllowedOrigins(db: Db): Promise<string[]> {
  const origins = enabledChats
    .innerJoinLateral(
      sql<{ origin: string }>`json_array_elements_text(
        CASE json_typeof(settings->'allowedOrigins') WHEN 'array' THEN settings->'allowedOrigins' END)`.as<'o'>(
        sql`o(origin)`,
      ),
      (join) => join.onTrue(),
    )
    .select('o.origin')
    .distinct();
  return (await listRows(db, origins)).map(({ origin }) => origin);
}

/** Finds the organization's oldest enabled chat channel. */
export async function findOldestChatChannel(db: Db, { orgId }: { orgId: string }): Promise<string | null> {
  const oldest = enabledChats
    .select('id')
    .where('orgId', '=', orgId)
    .orderBy('createdAt')
    .orderBy('id')
    .limit(1);
  return (await findRow(db, oldest))?.id ?? null;
}
