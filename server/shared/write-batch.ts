import { isDatabaseUnavailable, isStatementTimeout } from './database-unavailable';

/*
 * batch/one-row-loses-itself: rows that are written together are written apart where they cannot be, so that a row which
 * cannot be kept is left out alone and no row of another organization is lost with it.
 * batch/bounded: n rows take at most 2n - 1 statements, and none is tried again after the last of them.
 */

export type BatchResult<T, R> = {
  /** What the statements that succeeded returned. */
  results: R[];
  /** The rows that cannot be kept, each with the reason. */
  rejected: { row: T; error: unknown }[];
  /** The rows that were not written because the database is away; they may be tried later. */
  remaining: T[];
};

/** Writes rows by one statement; halves those that it refuses until only the rows that cannot be kept are left out. */
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

// The first half is taken next, so that rows keep their order.
function halve<T>(rows: readonly T[]): [readonly T[], readonly T[]] {
  const middle = Math.ceil(rows.length / 2);
  return [rows.slice(middle), rows.slice(0, middle)];
}
