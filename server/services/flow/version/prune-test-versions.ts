import { pruneTestVersions as prune } from '@/server/db/flow-version/test-copies';
import type { Platform } from '../../context';

const KEPT_MS = 7 * 24 * 3_600_000;

/**
 * Deletes up to `limit` versions of test sessions that were not used for a week, with their sessions; returns how
 * many.
 */
export function pruneTestVersions({ db, clock }: Platform, { limit }: { limit: number }): Promise<number> {
  return prune(db, { usedBefore: new Date(clock.now() - KEPT_MS), limit });
}
