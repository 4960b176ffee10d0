import type { Pool } from 'pg';

/*
 * Injects failures between any two writes: a trigger on every table counts writes across transactions and fails
 * the one with the requested number; a deferred trigger counts rows again at commit, and so fails commits. A
 * sequence counts, because a rollback does not undo it.
 */
const STRIKER = `
CREATE TABLE proof_strike (at int NOT NULL);
INSERT INTO proof_strike VALUES (0);
CREATE SEQUENCE proof_writes;
CREATE FUNCTION proof_strike() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE no int := nextval('proof_writes');
BEGIN
  IF no = (SELECT at FROM proof_strike) THEN RAISE EXCEPTION 'struck at write %', no; END IF;
  RETURN NULL;
END $$;`;

const TABLES = `SELECT tablename "name" FROM pg_tables
  WHERE schemaname = 'public' AND tablename NOT IN ('_prisma_migrations', 'proof_strike') ORDER BY 1`;

export type Strikes = {
  /** The watched tables. */
  tables: readonly string[];
  /** Restarts the count and fails the write with this number; 0 fails none. */
  strikeAt(no: number): Promise<void>;
};

/** Installs the triggers in a database. */
export async function prepareStrikes(pool: Pool): Promise<Strikes> {
  await pool.query(STRIKER);
  const { rows } = await pool.query<{ name: string }>(TABLES);
  for (const { name } of rows)
    await pool.query(`CREATE TRIGGER proof_strike AFTER INSERT OR UPDATE OR DELETE ON "${name}"
      FOR EACH STATEMENT EXECUTE FUNCTION proof_strike();
      CREATE CONSTRAINT TRIGGER proof_commit AFTER INSERT OR UPDATE OR DELETE ON "${name}"
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION proof_strike()`);
  return {
    tables: rows.map(({ name }) => name),
    strikeAt: async (no) => {
      await pool.query(`SELECT setval('proof_writes', 1, false)`);
      await pool.query('UPDATE proof_strike SET at = $1', [no]);
    },
  };
}

/** Hashes the rows of tables. */
export async function hashTables(pool: Pool, tables: readonly string[]): Promise<string> {
  const hashes = tables.map(
    (table) => `(SELECT coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '') FROM "${table}" t)`,
  );
  const { rows } = await pool.query<{ hash: string }>(`SELECT concat_ws(',', ${hashes.join(', ')}) hash`);
  return rows[0]?.hash ?? '';
}
