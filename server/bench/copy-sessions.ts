import type { Pool } from 'pg';

export type Copies = { flowId: string; times: number };

/** Copies the sessions of a flow with their turns until there are `times` as many; a state that names its session gets the id of the copy. */
export async function copySessions(pool: Pool, { flowId, times }: Copies): Promise<void> {
  await pool.query(
    `CREATE TEMP TABLE copies AS SELECT s.id AS old, gen_random_uuid() AS new
     FROM sessions s CROSS JOIN generate_series(2, $2::int) WHERE s.flow_id = $1::uuid`,
    [flowId, times],
  );
  const state = `replace(o.state::text, o.id::text, c.new::text)::json`;
  await copyRows(pool, 'sessions', 'id', { id: 'c.new', state });
  await copyRows(pool, 'turns', 'session_id', { session_id: 'c.new' });
  await pool.query('ANALYZE sessions, turns');
}

async function copyRows(
  pool: Pool,
  table: string,
  key: string,
  changed: Record<string, string>,
): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1
       AND is_generated = 'NEVER'`,
    [table],
  );
  const names = rows.map(({ name }) => `"${name}"`).join(', ');
  const values = rows.map(({ name }) => changed[name] ?? `o."${name}"`).join(', ');
  await pool.query(
    `INSERT INTO ${table} (${names}) SELECT ${values} FROM copies c JOIN ${table} o ON o.${key} = c.old`,
  );
}
