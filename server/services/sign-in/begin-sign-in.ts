import { recordSecurityEvent } from '../audit/record-security-event';
import type { BaseContext } from '../context';
import { toStoredOrigin } from '../origin';
import { toPlace } from './place';
import { queueNewPlaceNotice } from './queue-new-place-notice';
import type { Account, SignIn, SignInMethod } from './sign-in';

export type BeginSignIn = {
  account: Account;
  method: SignInMethod;
  /** How long it lasts, however much it is used. */
  lifetimeMs: number;
  /** When a credential was shown, in milliseconds since 1970; now unless an identity provider says otherwise. */
  authenticatedAt?: number | undefined;
};

/** Begins a sign-in of somebody who has just shown who they are. */
export async function beginSignIn(
  acting: BaseContext,
  { account, method, lifetimeMs, authenticatedAt }: BeginSignIn,
): Promise<SignIn> {
  const { db, ids, clock, origin } = acting;
  const now = clock.now();
  const at = new Date(now);
  const id = ids.uuid(now);
  const { address, userAgent } = toStoredOrigin(origin);
  const { userId } = account;
  await db.transaction(async (tx) => {
    // First, so that the place of this sign-in is not among the known ones.
    await queueNewPlaceNotice(acting, userId, tx);
    await tx.prisma.signIn.create({
      data: {
        ...account,
        id,
        method,
        createdAt: at,
        authenticatedAt: new Date(authenticatedAt ?? now),
        lastSeenAt: at,
        expiresAt: new Date(now + lifetimeMs),
        address,
        place: address && toPlace(address),
        userAgent,
      },
    });
  });
  await recordSecurityEvent(acting, { action: 'sign-in.succeeded', userId, detail: { method } });
  return { id, ...account };
}
