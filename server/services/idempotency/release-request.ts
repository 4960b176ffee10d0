import { deleteUnapplied, openAppliedRecord } from '@/server/db/idempotency-store';
import type { ServiceContext } from '../context';

type ReleaseInput = { key: string; claimId: string };

/** Lets a repeat run at once: anew when nothing took effect, else to ask for the answer that is still open. */
export async function releaseRequest(
  { db, actor, clock }: ServiceContext,
  { key, claimId }: ReleaseInput,
): Promise<void> {
  const { orgId } = actor;
  if (await deleteUnapplied(db, { orgId, key, claimId })) return;
  await openAppliedRecord(db, { orgId, key, now: new Date(clock.now()) });
}

/** Does so, if need be as soon as the database can be reached again; never throws. */
export function releaseSoon(ctx: ServiceContext, input: ReleaseInput): Promise<void> {
  return ctx.lateWrites.doSoon(() => releaseRequest(ctx, input));
}
