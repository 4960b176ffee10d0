import { isDatabaseUnavailable, isStatementTimeout } from './database-unavailable';

/*
 * batch/one-row-loses-itself: rows are written together, and apart when that fails, so that only a row that cannot be stored
 *   is lost and no row of another organization with it.
 * batch/bounded: n rows take at most 2n - 1 statements, and none is retried after the last of them.
 */

export type BatchResult<T, R> = {
  /** The results of the successful statements. */
  results: R[];
  /** The rows that cannot be stored, each with its error. */
  rejected: { row: T; error: unknown }[];
  /** The rows that were not written because the database is unavailable; they may be retried. */
  remaining: T[];
};

/**
 * Writes rows with one statement, and halves a rejected batch until only the rows that cannot be stored are left out.
 */
export async function writeBatch<T, R>(
  rows: readonly T[],
  write: (rows: readonly T[]) => Promise<R>,
): Promise<BatchResult<T, R>> {
  const written: BatchResult<T, R> = { results: [], rejected: [], remaining: [] };
  const waiting = rows.length > 0 ? [rows] : [];
  for (let group = waiting.pop(); group; group = waiting.pop()) {
    try {
      written.results.push(await write(group));
    } catch (error) {
      const [row] = group;
      if (isDatabaseUnavailable(error) && !isStatementTimeout(error)) {
        written.remaining.push(...group, ...waiting.flat());
        return written;
      }
      if (group.length === 1 && row !== undefined) written.rejected.push({ row, error });
      else waiting.push(...halve(group));
    }
  }
  return written;
}

// The first half comes next, so that rows keep their order.
function halve<T>(rows: readonly T[]): [readonly T[], readonly T[]] {
  const middle = Math.ceil(rows.length / 2);
  return [rows.slice(middle), rows.slice(0, middle)];
}
