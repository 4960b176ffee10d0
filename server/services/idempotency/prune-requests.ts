import { pruneIdempotencyRecords } from '@/server/db/idempotency-record/store';
import type { Platform } from '../context';

/** Deletes up to `limit` expired records; returns how many. */
export function pruneRequests({ db, clock }: Platform, { limit }: { limit: number }): Promise<number> {
  return pruneIdempotencyRecords(db, { now: new Date(clock.now()), limit });
}
