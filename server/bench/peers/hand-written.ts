import { Pool, type PoolClient } from 'pg';
import { answer, begin, type FlowName, type State } from './conversation';
import type { Peer, PeerOptions, Taken } from './peer';

/*
 * The server that a good engineer writes by hand: each request is one transaction on a pool, with prepared statements.
 * There is no trace, no key, no limit and, as in Parley, no foreign key to check for each message.
 */

const TABLES = `
  CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    flow text NOT NULL,
    status text NOT NULL,
    state jsonb NOT NULL,
    message_count int NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE TABLE messages (
    session_id uuid NOT NULL,
    seq int NOT NULL,
    direction text NOT NULL,
    text text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (session_id, seq)
  )`;

const INSERT_SESSION = `
  INSERT INTO sessions (id, flow, status, state, message_count) VALUES ($1, $2, 'awaiting_input', $3, $4)
  RETURNING created_at`;
const LOCK_SESSION = `
  SELECT flow, state, message_count, created_at FROM sessions
  WHERE id = $1 AND status = 'awaiting_input' FOR UPDATE`;
const UPDATE_SESSION = `
  UPDATE sessions SET status = $2, state = $3, message_count = $4, updated_at = now() WHERE id = $1`;

type Row = { flow: FlowName; state: State; message_count: number; created_at: Date };

/** Creates the tables of a party in its empty database. */
export async function openTables({ databaseUrl, poolSize }: PeerOptions): Promise<Pool> {
  const pool = new Pool({ connectionString: databaseUrl, max: poolSize });
  await pool.query(TABLES);
  return pool;
}

export async function openHandWritten(options: PeerOptions): Promise<Peer> {
  const pool = await openTables(options);
  return {
    begin: (flow) => inTransaction(pool, (client) => beginSession(client, flow)),
    say: (id, text) => inTransaction(pool, (client) => takeTurn(client, id, text)),
    close: () => pool.end(),
  };
}

async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

async function beginSession(client: PoolClient, flow: FlowName): Promise<Taken> {
  const id = crypto.randomUUID();
  const { state, replies, isOver } = begin(flow);
  const values = [id, flow, state, replies.length];
  const { rows } = await client.query<Row>({ name: 'insert_session', text: INSERT_SESSION, values });
  await insertMessages(
    client,
    id,
    1,
    replies.map((text) => ['outbound', text]),
  );
  return { id, flow, isOver, createdAt: rows[0]?.created_at ?? new Date(), seq: 1, replies };
}

async function takeTurn(client: PoolClient, id: string, text: string): Promise<Taken | null> {
  const { rows } = await client.query<Row>({ name: 'lock_session', text: LOCK_SESSION, values: [id] });
  const [row] = rows;
  if (!row) return null;
  const { state, replies, isOver } = answer(row.state, text);
  const count = row.message_count + 1 + replies.length;
  const values = [id, isOver ? 'completed' : 'awaiting_input', state, count];
  await client.query({ name: 'update_session', text: UPDATE_SESSION, values });
  const seq = row.message_count + 1;
  await insertMessages(client, id, seq, [['inbound', text], ...replies.map((reply) => ['outbound', reply])]);
  return { id, flow: row.flow, isOver, createdAt: row.created_at, seq: seq + 1, replies };
}

async function insertMessages(
  client: PoolClient,
  id: string,
  seq: number,
  messages: string[][],
): Promise<void> {
  const rows = messages.map((_, index) => `($1, $${3 * index + 2}, $${3 * index + 3}, $${3 * index + 4})`);
  await client.query({
    name: `insert_${messages.length}_messages`,
    text: `INSERT INTO messages (session_id, seq, direction, text) VALUES ${rows.join(', ')}`,
    values: [id, ...messages.flatMap((message, index) => [seq + index, ...message])],
  });
}
