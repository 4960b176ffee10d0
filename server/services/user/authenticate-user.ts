import { findUserByEmail } from '@/server/db/user/store';
import { recordSecurityEvent } from '../audit/record-security-event';
import type { BaseContext } from '../context';
import type { Account } from '../sign-in/sign-in';
import { verifyPassword } from './password/hash-password';
import { credentialsSchema } from './schema';
import { countAttempt } from './sign-in-throttle';
import { toAccount } from './to-account';

export type Authentication =
  | { outcome: 'in'; account: Account }
  | { outcome: 'refused' }
  | { outcome: 'throttled'; retryAfterMs: number };

type Attempt = { email: unknown; password: unknown };

/** Checks an email and password. Unknown people and wrong passwords get the same answer after the same work. */
export async function authenticateUser(ctx: BaseContext, attempt: Attempt): Promise<Authentication> {
  const parsed = credentialsSchema.safeParse(attempt);
  if (!parsed.success) return { outcome: 'refused' };
  const { email, password } = parsed.data;
  const tried = await countAttempt(ctx, { by: { email }, address: ctx.origin?.address ?? '' });
  if (tried.outcome === 'throttled') {
    // Only when a limit is reached; further attempts write nothing.
    if (tried.isFirst) await recordLock(ctx, email);
    return tried;
  }
  const user = await findUserByEmail(ctx.db, { email });
  const right = await verifyPassword(user?.passwordHash ?? null, password);
  const account = toAccount(user);
  if (!right || !account) {
    await recordSecurityEvent(ctx, { action: 'sign-in.failed', userId: user?.id ?? null, email });
    return { outcome: 'refused' };
  }
  await tried.forgive();
  return { outcome: 'in', account };
}

async function recordLock(ctx: BaseContext, email: string): Promise<void> {
  const user = await findUserByEmail(ctx.db, { email });
  await recordSecurityEvent(ctx, { action: 'sign-in.locked', userId: user?.id ?? null, email });
}
