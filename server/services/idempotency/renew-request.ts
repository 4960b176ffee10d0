import { renewIdempotencyRecord } from '@/server/db/idempotency-record/store';
import type { ServiceContext } from '../context';
import { leaseFrom } from './lease';

/** Renews the lease of a running request. */
export async function renewRequest(
  { db, actor, clock }: ServiceContext,
  { key }: { key: string },
): Promise<void> {
  await renewIdempotencyRecord(db, { orgId: actor.orgId, key, leaseUntil: leaseFrom(clock.now()) });
}
