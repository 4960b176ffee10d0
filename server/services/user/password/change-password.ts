import { updateSignInsAsEnded } from '@/server/db/sign-in/store';
import { getUser, updatePassword } from '@/server/db/user/store';
import { domainError } from '@/server/shared/errors';
import { recordSecurityEvent } from '../../audit/record-security-event';
import { removeBreakpointsOfSignedOut } from '../../breakpoint/remove-of-signed-out';
import type { ServiceContext } from '../../context';
import { queueNotice } from '../../mail/queue-mail';
import { requireValid } from '../../require-valid';
import { requireUser } from '../require-user';
import { type ChangePassword, changePasswordSchema } from '../schema';
import { countAttempt, tooManyAttempts } from '../sign-in-throttle';
import { hashPassword, verifyPassword } from './hash-password';
import { requireUncommonPassword } from './require-uncommon-password';

/**
 * Changes the person's own password and ends all their sign-ins, including the current one. Throws invalid_request
 * for a wrong current password.
 */
export async function changePassword(ctx: ServiceContext, input: ChangePassword): Promise<void> {
  const { userId } = requireUser(ctx);
  const { current, next } = requireValid(changePasswordSchema, input);
  requireUncommonPassword('next', next);
  // A person at an unattended screen must not be able to guess either.
  const tried = await countAttempt(ctx, { by: { userId }, address: ctx.origin?.address ?? '' });
  if (tried.outcome === 'throttled') throw tooManyAttempts(tried.retryAfterMs);
  const user = await getUser(ctx.db, { userId });
  if (!(await verifyPassword(user.passwordHash, current)))
    throw wrong('current', 'This is not your current password.');
  if (next === current) throw wrong('next', 'Choose a password that you do not use now.');
  requireUncommonPassword('next', next, [user.name, user.email]);
  const passwordHash = await hashPassword(next);
  const isChanged = await ctx.db.transaction(async (tx) => {
    const ifRev = user.credentialsRev;
    if (!(await updatePassword(tx, { userId, ifRev }, passwordHash))) return false;
    await updateSignInsAsEnded(tx, { userId, at: new Date(ctx.clock.now()) });
    await recordSecurityEvent(ctx, { action: 'password.changed', userId }, tx);
    await queueNotice(ctx, userId, { purpose: 'password-changed' }, tx);
    return true;
  });
  if (!isChanged) throw wrong('current', 'Your password was just changed elsewhere.');
  await removeBreakpointsOfSignedOut(ctx, userId);
  await tried.forgive();
}

function wrong(field: 'current' | 'next', message: string): Error {
  return domainError('invalid_request', { issues: [{ path: [field], message }] });
}
