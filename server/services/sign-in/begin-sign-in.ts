import { insertSignIn } from '@/server/db/sign-in/store';
import { recordSecurityEvent } from '../audit/record-security-event';
import type { BaseContext } from '../context';
import { toStoredOrigin } from '../origin';
import { toPlace } from './place';
import { queueNewPlaceNotice } from './queue-new-place-notice';
import type { Account, SignIn, SignInMethod } from './sign-in';

export type BeginSignIn = {
  account: Account;
  method: SignInMethod;
  /** The fixed lifetime, however much it is used. */
  lifetimeMs: number;
  /** When a credential was shown, in milliseconds since 1970; default now. */
  authenticatedAt?: number | undefined;
};

/** Starts a sign-in of a person who has just authenticated. */
export async function beginSignIn(
  ctx: BaseContext,
  { account, method, lifetimeMs, authenticatedAt }: BeginSignIn,
): Promise<SignIn> {
  const { db, ids, clock, origin } = ctx;
  const now = clock.now();
  const at = new Date(now);
  const id = ids.uuid(now);
  const { address, userAgent } = toStoredOrigin(origin);
  const { userId } = account;
  await db.transaction(async (tx) => {
    // Before the insert, so that the place of this sign-in does not count as known.
    await queueNewPlaceNotice(ctx, userId, tx);
    await insertSignIn(tx, {
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
    });
  });
  await recordSecurityEvent(ctx, { action: 'sign-in.succeeded', userId, detail: { method } });
  return { id, ...account };
}
