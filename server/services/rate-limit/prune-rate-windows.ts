import { pruneRateWindows as prune } from '@/server/db/rate-window/store';
import type { Platform } from '../context';

// Longer than any window plus the clock difference between two machines.
const KEPT_MS = 10 * 60_000;

/** Deletes counts of expired windows; returns how many. */
export function pruneRateWindows({ db, clock }: Platform, { limit }: { limit: number }): Promise<number> {
  return prune(db, { before: new Date(clock.now() - KEPT_MS), limit });
}
