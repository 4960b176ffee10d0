import { pruneOutcomeCounts } from '@/server/db/coverage/outcomes';
import { pruneCoverageCounts, pruneCoveragePaths } from '@/server/db/coverage/prune';
import type { Platform } from '../context';

const DAY_MS = 86_400_000;
/** For how many days the counts of an hour are kept. */
const KEPT_DAYS = 400;

/** Deletes up to `limit` counts of old hours, as many paths that nothing refers to, and as many outcomes of old days; returns how many rows. */
export async function pruneCoverage({ db, clock }: Platform, { limit }: { limit: number }): Promise<number> {
  const before = new Date(clock.now() - KEPT_DAYS * DAY_MS);
  const counts = await pruneCoverageCounts(db, { before, limit });
  // `used_at` is at most a day older than the last use.
  const unused = new Date(before.getTime() - 2 * DAY_MS);
  const paths = await pruneCoveragePaths(db, { before: unused, limit });
  const outcomes = await pruneOutcomeCounts(db, { before, limit });
  return Math.max(counts, paths, outcomes);
}
