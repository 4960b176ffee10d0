import type { Prisma } from '@/server/db/generated/client';
import type { Account } from '../sign-in/sign-in';

/** A user with the organization of a new sign-in: the one that they joined first. */
export const INCLUDE_FIRST_MEMBERSHIP = {
  members: { orderBy: { createdAt: 'asc' }, take: 1 },
} as const satisfies Prisma.UserInclude;

type Found = { id: string; credentialsRev: number; members: readonly { orgId: string }[] };

/** Returns the account of a user; null without a membership. */
export function toAccount(user: Found | null | undefined): Account | null {
  const orgId = user?.members[0]?.orgId;
  return user && orgId ? { userId: user.id, orgId, credentialsRev: user.credentialsRev } : null;
}
