import { getUser } from '@/server/db/user/store';
import { domainError } from '@/server/shared/errors';
import { recordSecurityEvent } from '../audit/record-security-event';
import type { ServiceContext } from '../context';
import { hasFactor, requireCode } from '../factor/check-code';
import { verifyPassword } from '../user/password/hash-password';
import { requireUser } from '../user/require-user';
import { countAttempt, tooManyAttempts } from '../user/sign-in-throttle';
import { markAuthenticated } from './mark-authenticated';

/**
 * Makes the person's sign-in fresh with their password, and a code if they have a second factor. Throws
 * invalid_request, rate_limited.
 */
export async function refreshSignIn(
  ctx: ServiceContext,
  { password, code }: { password: string; code?: string | undefined },
): Promise<void> {
  const { userId, signInId } = requireUser(ctx);
  if (!signInId) throw domainError('credential_invalid', { reason: 'unknown' });
  await requirePassword(ctx, userId, password);
  if (await hasFactor(ctx, userId)) await requireCode(ctx, userId, code ?? '');
  await markAuthenticated(ctx, signInId);
  await recordSecurityEvent(ctx, { action: 'sign-in.refreshed', userId });
}

async function requirePassword(ctx: ServiceContext, userId: string, password: string): Promise<void> {
  const tried = await countAttempt(ctx, { by: { userId }, address: ctx.origin?.address ?? '' });
  if (tried.outcome === 'throttled') throw tooManyAttempts(tried.retryAfterMs);
  const user = await getUser(ctx.db, { userId });
  if (!(await verifyPassword(user.passwordHash, password))) {
    await recordSecurityEvent(ctx, { action: 'sign-in.refresh-failed', userId });
    const message = 'This is not your password.';
    throw domainError('invalid_request', { issues: [{ path: ['password'], message }] });
  }
  await tried.forgive();
}
