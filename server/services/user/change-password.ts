import { domainError } from '@/server/shared/errors';
import type { ServiceContext } from '../context';
import { endSignInsOf } from '../sign-in/end-sign-in';
import { hashPassword, verifyPassword } from './password';
import { requireUser } from './require-user';
import type { ChangePassword } from './schema';
import { countSignInTry, forgetSignInTries } from './sign-in-throttle';

const WINDOW_MS = 15 * 60_000;
const TRIES = 5;

/** Changes the person's own password, which ends every sign-in of theirs, this one too. Throws invalid_request on a wrong one. */
export async function changePassword(ctx: ServiceContext, input: ChangePassword): Promise<void> {
  const { userId } = requireUser(ctx);
  const { prisma } = ctx.db;
  // Someone at an unlocked screen must not be able to guess either.
  const retryAfterMs = await countSignInTry(ctx, userId, 'change-password');
  if (retryAfterMs !== null)
    throw domainError('rate_limited', { limit: TRIES, windowMs: WINDOW_MS, retryAfterMs, whose: 'person' });
  const user = await prisma.user.findUniqueOrThrow({ where: { id: userId } });
  if (!(await verifyPassword(user.passwordHash, input.current)))
    throw wrong('current', 'This is not your current password.');
  if (input.next === input.current) throw wrong('next', 'Choose a password that you do not use now.');
  const passwordHash = await hashPassword(input.next);
  const isChanged = await prisma.$transaction(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id: userId, credentialsRev: user.credentialsRev },
      data: { passwordHash, credentialsRev: { increment: 1 } },
    });
    if (count > 0) await endSignInsOf(tx, userId, ctx.clock.now());
    return count > 0;
  });
  if (!isChanged) throw wrong('current', 'Your password was just changed elsewhere.');
  await forgetSignInTries(ctx, userId, 'change-password');
}

function wrong(field: 'current' | 'next', message: string): Error {
  return domainError('invalid_request', { issues: [{ path: [field], message }] });
}
