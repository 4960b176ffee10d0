import {
  deleteUnappliedRecord,
  releaseAppliedRecord,
  releaseUnappliedRecord,
} from '@/server/db/idempotency-record/store';
import type { ServiceContext } from '../context';

type ReleaseInput = { key: string; claimId: string };

/** Frees the key of a request with a final answer, or of a mere hold; an applied request is reopened for its answer. */
export async function deleteRequest(ctx: ServiceContext, { key, claimId }: ReleaseInput): Promise<void> {
  if (await deleteUnappliedRecord(ctx.db, { orgId: ctx.actor.orgId, key, claimId })) return;
  await openApplied(ctx, key);
}

/** Lets the same request run again at once when nobody knows what it created (idempotency/same-id-on-retry). */
export async function reopenRequest(ctx: ServiceContext, { key, claimId }: ReleaseInput): Promise<void> {
  const now = new Date(ctx.clock.now());
  await releaseUnappliedRecord(ctx.db, { orgId: ctx.actor.orgId, key, claimId, now });
  await openApplied(ctx, key);
}

/** Deletes a claim now, or when the database is back; never throws. */
export function enqueueDelete(ctx: ServiceContext, input: ReleaseInput): Promise<void> {
  return ctx.deferredWrites.enqueue(() => deleteRequest(ctx, input));
}

/** Reopens a claim now, or when the database is back; never throws. */
export function enqueueReopen(ctx: ServiceContext, input: ReleaseInput): Promise<void> {
  return ctx.deferredWrites.enqueue(() => reopenRequest(ctx, input));
}

async function openApplied({ db, actor, clock }: ServiceContext, key: string): Promise<void> {
  await releaseAppliedRecord(db, { orgId: actor.orgId, key, now: new Date(clock.now()) });
}
