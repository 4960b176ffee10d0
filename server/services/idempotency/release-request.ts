import {
  deleteUnappliedRecord,
  releaseAppliedRecord,
  releaseUnappliedRecord,
} from '@/server/db/idempotency-record/store';
import type { ServiceContext } from '../context';

type ReleaseInput = { key: string; claimId: string };

/** Lets any request run at once under a key that was answered for good, or only held; what took effect is asked for its answer. */
export async function deleteRequest(ctx: ServiceContext, { key, claimId }: ReleaseInput): Promise<void> {
  if (await deleteUnappliedRecord(ctx.db, { orgId: ctx.actor.orgId, key, claimId })) return;
  await openApplied(ctx, key);
}

/** Lets the same request run at once again, of which nobody knows what it has made (D5). */
export async function reopenRequest(ctx: ServiceContext, { key, claimId }: ReleaseInput): Promise<void> {
  const now = new Date(ctx.clock.now());
  await releaseUnappliedRecord(ctx.db, { orgId: ctx.actor.orgId, key, claimId, now });
  await openApplied(ctx, key);
}

/** Forgets a claim, if need be as soon as the database can be reached again; never throws. */
export function enqueueDelete(ctx: ServiceContext, input: ReleaseInput): Promise<void> {
  return ctx.deferredWrites.enqueue(() => deleteRequest(ctx, input));
}

/** Opens a claim to the next try, if need be as soon as the database can be reached again; never throws. */
export function enqueueReopen(ctx: ServiceContext, input: ReleaseInput): Promise<void> {
  return ctx.deferredWrites.enqueue(() => reopenRequest(ctx, input));
}

async function openApplied({ db, actor, clock }: ServiceContext, key: string): Promise<void> {
  await releaseAppliedRecord(db, { orgId: actor.orgId, key, now: new Date(clock.now()) });
}
