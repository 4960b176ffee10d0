import { recordSecurityEvent } from '../audit/record-security-event';
import type { Acting, Platform } from '../context';
import type { Account } from '../sign-in/sign-in';
import { verifyPassword } from './password';
import { credentialsSchema } from './schema';
import { countTry } from './sign-in-throttle';

export type Authentication =
  | { outcome: 'in'; account: Account }
  | { outcome: 'refused' }
  | { outcome: 'throttled'; retryAfterMs: number };

type Attempt = { email: unknown; password: unknown };

/** Checks an email and password. Unknown people and wrong passwords are refused alike, after the same work. */
export async function authenticateUser(acting: Acting, attempt: Attempt): Promise<Authentication> {
  const parsed = credentialsSchema.safeParse(attempt);
  if (!parsed.success) return { outcome: 'refused' };
  const { email, password } = parsed.data;
  const tried = await countTry(acting, { by: { email }, address: acting.origin?.address ?? '' });
  if (tried.outcome === 'throttled') {
    // Once each time that a limit is reached: those who go on trying write nothing more.
    if (tried.isFirst) await recordLock(acting, email);
    return tried;
  }
  const user = await acting.db.prisma.user.findUnique({ where: { email }, include: firstMembership });
  const right = await verifyPassword(user?.passwordHash ?? null, password);
  const orgId = user?.members[0]?.orgId;
  if (!right || !user || !orgId) {
    await recordSecurityEvent(acting, { action: 'sign-in.failed', userId: user?.id ?? null, email });
    return { outcome: 'refused' };
  }
  await tried.forgive();
  return { outcome: 'in', account: { userId: user.id, orgId, credentialsRev: user.credentialsRev } };
}

async function recordLock(acting: Acting, email: string): Promise<void> {
  const user = await acting.db.prisma.user.findUnique({ where: { email }, select: { id: true } });
  await recordSecurityEvent(acting, { action: 'sign-in.locked', userId: user?.id ?? null, email });
}

/** Finds the person whom an identity provider vouches for; null when nobody here has that address. */
export async function findAccountByEmail(platform: Platform, email: string): Promise<Account | null> {
  const user = await platform.db.prisma.user.findUnique({
    where: { email: email.trim().toLowerCase() },
    include: firstMembership,
  });
  const orgId = user?.members[0]?.orgId;
  return user && orgId ? { userId: user.id, orgId, credentialsRev: user.credentialsRev } : null;
}

const firstMembership = { members: { orderBy: { createdAt: 'asc' }, take: 1 } } as const;
