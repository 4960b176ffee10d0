import { deleteUnapplied, renewRecord } from '@/server/db/idempotency-store';
import type { ServiceContext } from '../context';

type ReleaseInput = { key: string; hash: Buffer };

/** Lets a repeat run at once: anew when nothing took effect, else to ask for the answer that is still open. */
export async function releaseRequest(
  { db, actor, clock }: ServiceContext,
  input: ReleaseInput,
): Promise<void> {
  const { key, hash } = input;
  if (await deleteUnapplied(db, { orgId: actor.orgId, key, hash })) return;
  await renewRecord(db, { orgId: actor.orgId, key, leaseUntil: new Date(clock.now()) });
}
