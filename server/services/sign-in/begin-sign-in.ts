import type { Platform } from '../context';
import { type CallerOrigin, toStoredOrigin } from '../origin';
import { toPlace } from './place';
import type { Account, SignIn, SignInMethod } from './sign-in';

export type BeginSignIn = {
  account: Account;
  method: SignInMethod;
  origin: CallerOrigin;
  /** How long it lasts, however much it is used. */
  lifetimeMs: number;
};

/** Begins a sign-in of somebody who has just shown who they are. */
export async function beginSignIn(
  { db, ids, clock }: Platform,
  { account, method, origin, lifetimeMs }: BeginSignIn,
): Promise<SignIn> {
  const now = clock.now();
  const at = new Date(now);
  const id = ids.uuid(now);
  const { address, userAgent } = toStoredOrigin(origin);
  await db.prisma.signIn.create({
    data: {
      ...account,
      id,
      method,
      createdAt: at,
      authenticatedAt: at,
      lastSeenAt: at,
      expiresAt: new Date(now + lifetimeMs),
      address,
      place: address && toPlace(address),
      userAgent,
    },
  });
  return { id, ...account };
}
