import type { Account } from '../sign-in/sign-in';

type Found = { id: string; credentialsRev: number; orgIds: readonly string[] };

/** Returns the account of a user; null without a membership. */
export function toAccount(user: Found | null | undefined): Account | null {
  const orgId = user?.orgIds[0];
  return user && orgId ? { userId: user.id, orgId, credentialsRev: user.credentialsRev } : null;
}
