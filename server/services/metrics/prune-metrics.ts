import { pruneMinuteCounts } from '@/server/db/minute-count/store';
import type { Platform } from '../context';

const KEEP_MS = 32 * 86_400_000;

/** Deletes counts older than any range; returns how many. */
export function pruneMetrics({ db, clock }: Platform, { limit }: { limit: number }): Promise<number> {
  return pruneMinuteCounts(db, { before: new Date(clock.now() - KEEP_MS), limit });
}
