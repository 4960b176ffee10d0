// By hand: the catalog is not in the table types.
import { withClient } from '../connection/with-client';

const PLACED = `
  SELECT FROM pg_dist_partition WHERE logicalrelid = to_regclass('sessions') AND partmethod = 'h'`;

/** Tells whether the tables are distributed over several nodes (npm run distribute). */
export function findIsDistributed(url: string): Promise<boolean> {
  return withClient({ connectionString: url }, async (client) => {
    const { rows } = await client.query(`SELECT FROM pg_extension WHERE extname = 'citus'`);
    return rows.length > 0 && (await client.query(PLACED)).rows.length > 0;
  });
}
