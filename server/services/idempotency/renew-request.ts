import { renewIdempotencyRecord } from '@/server/db/idempotency-record/store';
import type { ServiceContext } from '../context';
import { leaseFrom } from './lease';

/** Shows that the request under `key` is still running. */
export async function renewRequest(
  { db, actor, clock }: ServiceContext,
  { key }: { key: string },
): Promise<void> {
  await renewIdempotencyRecord(db, { orgId: actor.orgId, key, leaseUntil: leaseFrom(clock.now()) });
}
