import type { Db } from '../connection/transaction';
import { defineStatement } from '../statement/statement';

const allowed = defineStatement<Record<never, never>>(
  'list_allowed_origins',
  `SELECT DISTINCT o.origin FROM channels c
     CROSS JOIN LATERAL json_array_elements_text(c.settings->'allowedOrigins') o(origin)
   WHERE c.kind = 'chat' AND c.enabled AND json_typeof(c.settings->'allowedOrigins') = 'array'`,
);

/** Every origin that some enabled chat channel of the server allows, as it was written. */
export async function listAllowedOrigins({ pool }: Db): Promise<string[]> {
  return (await pool.query<{ origin: string }>(allowed({}))).rows.map(({ origin }) => origin);
}

const oldest = defineStatement<{ orgId: string }>(
  'find_oldest_chat_channel',
  `SELECT c.id FROM channels c WHERE c.org_id = :orgId AND c.kind = 'chat' AND c.enabled
   ORDER BY c.created_at, c.id LIMIT 1`,
);

/** The organization's oldest enabled chat channel. */
export async function findOldestChatChannel({ pool }: Db, key: { orgId: string }): Promise<string | null> {
  return (await pool.query<{ id: string }>(oldest(key))).rows[0]?.id ?? null;
}
