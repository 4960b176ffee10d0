import type { Db } from '../connection/transaction';
import type { StoredSecret } from './store';

/** A channel's secrets, and their JSON as it stands in the row. */
export type SealedRow = { orgId: string; channelId: string; secrets: StoredSecret[]; stored: string };

const ROW = `c.org_id "orgId", c.id "channelId", c.secrets, c.secrets::text stored`;

/** The names of the keys that anything in the database is sealed with; texts of the first version name none. */
export async function listSealingKeyIds({ pool }: Db): Promise<string[]> {
  const text = `SELECT DISTINCT split_part(s->>'sealed', '.', 2) key
    FROM channels c, json_array_elements(c.secrets) s WHERE s->>'sealed' LIKE 'v2.%'
    UNION SELECT split_part(request->>'sealed', '.', 2) FROM effects WHERE request->>'sealed' LIKE 'v2.%'
    UNION SELECT split_part(sealed, '.', 2) FROM mails
    UNION SELECT split_part(sealed, '.', 2) FROM factors`;
  return (await pool.query<{ key: string }>({ text })).rows.map(({ key }) => key);
}

/** Finds a channel with a secret whose sealed text names no key. */
export async function findChannelSealedWithoutKeyId({ pool }: Db): Promise<SealedRow | null> {
  const text = `SELECT ${ROW} FROM channels c
    WHERE EXISTS (SELECT FROM json_array_elements(c.secrets) s WHERE s->>'sealed' LIKE 'v1.%') LIMIT 1`;
  return (await pool.query<SealedRow>({ text })).rows[0] ?? null;
}

/** Channels with a secret that one of these keys sealed, or one that its text does not name. */
export async function listChannelsSealedWith(
  { pool }: Db,
  keyIds: readonly string[],
  limit: number,
): Promise<SealedRow[]> {
  const text = `SELECT ${ROW} FROM channels c
    WHERE EXISTS (SELECT FROM json_array_elements(c.secrets) s
                  WHERE split_part(s->>'sealed', '.', 2) = ANY($1) OR s->>'sealed' LIKE 'v1.%') LIMIT $2`;
  return (await pool.query<SealedRow>({ text, values: [keyIds, limit] })).rows;
}

/** Replaces a channel's secrets unless they changed since they were read; tells whether it did. */
export async function updateSealedSecrets(
  { pool }: Db,
  { orgId, channelId, stored }: SealedRow,
  secrets: readonly StoredSecret[],
): Promise<boolean> {
  const text = 'UPDATE channels SET secrets = $4 WHERE org_id = $1 AND id = $2 AND secrets::text = $3';
  const values = [orgId, channelId, stored, JSON.stringify(secrets)];
  return (await pool.query({ text, values })).rowCount === 1;
}
