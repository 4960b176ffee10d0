import { pruneIdempotencyRecords } from '@/server/db/idempotency-record/store';
import type { Platform } from '../context';

/** Deletes up to `limit` records past their 24 h; returns how many, so that the caller can go on. */
export function pruneRequests({ db, clock }: Platform, { limit }: { limit: number }): Promise<number> {
  return pruneIdempotencyRecords(db, { now: new Date(clock.now()), limit });
}
