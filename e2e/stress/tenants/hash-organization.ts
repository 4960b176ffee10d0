import type { Pool } from 'pg';

/** The number of an organization's rows in a table, and a hash of them. */
export type Snapshot = Record<string, string>;

/** Hashes everything stored for an organization in every tenant table. */
export async function hashOrganization(pool: Pool, orgId: string): Promise<Snapshot> {
  const { rows: tables } = await pool.query<{ table: string }>(
    `SELECT table_name "table" FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'org_id' ORDER BY 1`,
  );
  const snapshot: Snapshot = {};
  const measure = async (name: string, condition: string) => {
    const { rows } = await pool.query<{ count: string; hash: string | null }>(
      `SELECT count(*), md5(string_agg(t::text, E'\\n' ORDER BY t::text)) hash FROM "${name}" t WHERE ${condition}`,
      [orgId],
    );
    snapshot[name] = `${rows[0]?.count} rows, ${rows[0]?.hash}`;
  };
  for (const { table } of tables) await measure(table, 'org_id = $1');
  await measure('organizations', 'id = $1');
  await measure('users', 'id IN (SELECT user_id FROM members WHERE org_id = $1)');
  return snapshot;
}

/** Lists the tables that differ. */
export function listDifferences(before: Snapshot, after: Snapshot): string[] {
  return Object.keys({ ...before, ...after })
    .filter((table) => before[table] !== after[table])
    .map((table) => `${table}: ${before[table]}, then ${after[table]}`);
}
