import { pruneMinuteCounts } from '@/server/db/minute-count/store';
import type { Platform } from '../context';

const KEEP_MS = 32 * 86_400_000;

/** Forgets counts of minutes that no range reaches any more; returns how many it found. */
export function pruneMetrics({ db, clock }: Platform, { limit }: { limit: number }): Promise<number> {
  return pruneMinuteCounts(db, new Date(clock.now() - KEEP_MS), limit);
}
