import { Pool } from 'pg';
import type { BotStorage, StoreItems } from './bot-framework-sdk';
import type { PeerOptions } from './peer';

const TABLE = 'CREATE TABLE bot_state (key text PRIMARY KEY, etag text NOT NULL, data jsonb NOT NULL)';
const READ = 'SELECT key, etag, data FROM bot_state WHERE key = ANY ($1)';
// An eTag of * replaces any; the SDK's state always sends it.
const WRITE = `
  INSERT INTO bot_state (key, etag, data) VALUES ($1, $2, $3)
  ON CONFLICT (key) DO UPDATE SET etag = excluded.etag, data = excluded.data
  WHERE $4 = '*' OR bot_state.etag = $4`;
const DELETE = 'DELETE FROM bot_state WHERE key = ANY ($1)';

type Row = { key: string; etag: string; data: object };

/**
 * The SDK's storage on a table. On npm, `pg-storage` opens a pool for every call and ignores eTags, and
 * `botbuilder-storage-postgres` needs the unmaintained pg 7 and Sequelize 5.
 */
export async function openBotStorage(options: PeerOptions): Promise<BotStorage & { close(): Promise<void> }> {
  const pool = new Pool({ connectionString: options.databaseUrl, max: options.poolSize });
  await pool.query(TABLE);
  return {
    read: async (keys) => {
      const { rows } = await pool.query<Row>({ name: 'read', text: READ, values: [keys] });
      return Object.fromEntries(rows.map(({ key, etag, data }) => [key, { ...data, eTag: etag }]));
    },
    write: async (changes) => writeItems(pool, changes),
    delete: async (keys) => void (await pool.query({ name: 'delete', text: DELETE, values: [keys] })),
    close: () => pool.end(),
  };
}

async function writeItems(pool: Pool, changes: StoreItems): Promise<void> {
  for (const [key, { eTag = '*', ...data }] of Object.entries(changes)) {
    const values = [key, crypto.randomUUID(), JSON.stringify(data), eTag];
    const { rowCount } = await pool.query({ name: 'write', text: WRITE, values });
    if (rowCount === 0) throw new Error(`${key} was changed by another turn.`);
  }
}
