import { findSignInForCheck } from '@/server/db/sign-in/check';
import { updateLastSeenAt } from '@/server/db/sign-in/store';
import type { Actor, Platform } from '../context';
import { IDLE_MS, SEEN_EVERY_MS, type SignIn } from '../sign-in/sign-in';

/**
 * Returns the actor of a sign-in (sign-in/looked-up); null when it has ended or expired, the member was removed, or
 * the credentials changed. One statement, and one more every five minutes.
 */
export async function findMemberActor({ db, clock }: Platform, signIn: SignIn): Promise<Actor | null> {
  const { id, orgId, userId } = signIn;
  const now = clock.now();
  const at = new Date(now);
  const found = await findSignInForCheck(db, {
    id,
    orgId,
    userId,
    now: at,
    seenAfter: new Date(now - IDLE_MS),
  });
  if (!found) return null;
  const { role, authenticatedAt, lastSeenAt, lacksFactor } = found;
  const seenBefore = new Date(now - SEEN_EVERY_MS);
  if (lastSeenAt <= seenBefore) await updateLastSeenAt(db, { id, seenBefore, at });
  return {
    type: 'user',
    orgId,
    userId,
    role,
    signInId: id,
    authenticatedAt,
    ...(lacksFactor && { lacksFactor }),
  };
}
