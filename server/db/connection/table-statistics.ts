// By hand: the catalog is not in the table types.
import { defineStatement } from '../statement/statement';
import type { Db } from './transaction';

export type Growth = {
  /** Tables with fewer rows need no statistics; those with more are left to PostgreSQL. */
  least: number;
  most: number;
  limit: number;
};

const outgrown = defineStatement<Growth>(
  'list_outgrown_statistics',
  `SELECT c.oid::regclass::text "table" FROM pg_class c JOIN pg_stat_user_tables t ON t.relid = c.oid
   WHERE t.schemaname = current_schema() AND t.n_live_tup BETWEEN :least::bigint AND :most::bigint
     AND t.n_live_tup >= 2 * c.reltuples AND pg_has_role(c.relowner, 'USAGE')
   ORDER BY t.n_live_tup LIMIT :limit`,
);

/** Names tables, quoted, that hold twice the rows or more that they had when statistics were last gathered, if ever. */
export async function listOutgrownStatistics({ pool }: Db, growth: Growth): Promise<string[]> {
  const { rows } = await pool.query<{ table: string }>(outgrown(growth));
  return rows.map(({ table }) => table);
}

/** Gathers the statistics of a table that `listOutgrownStatistics` named, unless another process does. */
export async function gatherStatistics({ pool }: Db, table: string): Promise<void> {
  await pool.query({ text: `ANALYZE (SKIP_LOCKED) ${table}` });
}
