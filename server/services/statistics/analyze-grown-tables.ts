import { gatherStatistics, listOutgrownStatistics } from '@/server/db/connection/table-statistics';
import type { Platform } from '../context';

const LEAST_ROWS = 1_000;
// PostgreSQL's autovacuum, once a minute, finds larger tables before they double.
const MOST_ROWS = 1_000_000;

/**
 * Runs ANALYZE on tables that doubled since the last time; returns how many. Autovacuum looks only once a minute, and
 * until then the planner may choose a wrong index for a young table.
 */
export async function analyzeGrownTables({ db }: Platform, { limit }: { limit: number }): Promise<number> {
  const tables = await listOutgrownStatistics(db, { least: LEAST_ROWS, most: MOST_ROWS, limit });
  for (const table of tables) await gatherStatistics(db, table);
  return tables.length;
}
