import { pruneRequestRecords } from '@/server/db/request-record/store';
import type { Platform } from '../context';

const KEEP_MS = 7 * 86_400_000;

/** Deletes requests older than seven days; returns how many. */
export function pruneRequestLog({ db, clock }: Platform, { limit }: { limit: number }): Promise<number> {
  return pruneRequestRecords(db, { before: new Date(clock.now() - KEEP_MS), limit });
}
