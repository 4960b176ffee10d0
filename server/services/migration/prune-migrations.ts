import { pruneJobs } from '@/server/db/job/job-requests';
import type { Platform } from '../context';

const KEPT_MS = 30 * 24 * 3_600_000;

/** Deletes up to `limit` requests to move sessions that were finished 30 days ago; returns how many. */
export function pruneMigrations({ db, clock }: Platform, { limit }: { limit: number }): Promise<number> {
  return pruneJobs(db, 'sessionMigrations', { finishedBefore: new Date(clock.now() - KEPT_MS), limit });
}
