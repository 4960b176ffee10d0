import { isDatabaseAway, isStatementTimeout } from './database-away';

/*
 * batch/one-row-loses-itself: rows that are written together are written apart where they cannot be, so that a row which
 * cannot be kept is left out alone and no row of another organization is lost with it.
 * batch/bounded: n rows take at most 2n - 1 statements, and none is tried again after the last of them.
 */

export type Written<T, R> = {
  /** What the statements that succeeded returned. */
  results: R[];
  /** The rows that cannot be kept, each with the reason. */
  refused: { row: T; error: unknown }[];
  /** The rows that were not written because the database is away; they may be tried later. */
  left: T[];
};

/** Writes rows by one statement; halves those that it refuses until only the rows that cannot be kept are left out. */
export async function writeApart<T, R>(
  rows: readonly T[],
  write: (rows: readonly T[]) => Promise<R>,
): Promise<Written<T, R>> {
  const written: Written<T, R> = { results: [], refused: [], left: [] };
  const waiting = rows.length > 0 ? [rows] : [];
  for (let group = waiting.pop(); group; group = waiting.pop()) {
    try {
      written.results.push(await write(group));
    } catch (error) {
      const [row] = group;
      if (isDatabaseAway(error) && !isStatementTimeout(error)) {
        written.left.push(...group, ...waiting.flat());
        return written;
      }
      if (group.length === 1 && row !== undefined) written.refused.push({ row, error });
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
