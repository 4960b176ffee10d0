import type { Platform } from '../context';
import type { Account } from '../sign-in/sign-in';
import { verifyPassword } from './password';
import { credentialsSchema } from './schema';
import { countSignInTry, forgetSignInTries } from './sign-in-throttle';

export type Authentication =
  | { outcome: 'in'; account: Account }
  | { outcome: 'refused' }
  | { outcome: 'throttled'; retryAfterMs: number };

type Attempt = { email: unknown; password: unknown; address: string };

/** Checks an email and password. Unknown people and wrong passwords are refused alike, after the same work. */
export async function authenticateUser(platform: Platform, attempt: Attempt): Promise<Authentication> {
  const parsed = credentialsSchema.safeParse(attempt);
  if (!parsed.success) return { outcome: 'refused' };
  const { email, password } = parsed.data;
  const retryAfterMs = await countSignInTry(platform, email, attempt.address);
  if (retryAfterMs !== null) return { outcome: 'throttled', retryAfterMs };
  const user = await platform.db.prisma.user.findUnique({ where: { email }, include: firstMembership });
  const right = await verifyPassword(user?.passwordHash ?? null, password);
  const orgId = user?.members[0]?.orgId;
  if (!right || !user || !orgId) return { outcome: 'refused' };
  await forgetSignInTries(platform, email, attempt.address);
  return { outcome: 'in', account: { userId: user.id, orgId, credentialsRev: user.credentialsRev } };
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
