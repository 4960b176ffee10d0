import { gatherStatistics, listOutgrownStatistics } from '@/server/db/connection/table-statistics';
import type { Platform } from '../context';

const LEAST_ROWS = 1_000;
// Larger ones PostgreSQL's own rounds, a minute apart, find before they have doubled.
const MOST_ROWS = 1_000_000;

/**
 * Gathers the planner's statistics of tables that doubled since they last were, and returns how many it found. PostgreSQL
 * looks once a minute: until then it reads a young table by whatever index came last, which is slower with every row.
 */
export async function analyzeGrownTables({ db }: Platform, { limit }: { limit: number }): Promise<number> {
  const tables = await listOutgrownStatistics(db, { least: LEAST_ROWS, most: MOST_ROWS, limit });
  for (const table of tables) await gatherStatistics(db, table);
  return tables.length;
}
