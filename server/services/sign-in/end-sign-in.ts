import type { Transaction } from '@/server/db/connection/transaction';
import type { Prisma } from '@/server/db/generated/client';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import { recordSecurityEvent } from '../audit/record-security-event';
import type { BaseContext, ServiceContext } from '../context';
import { requireUser } from '../user/require-user';
import type { SignIn } from './sign-in';

/** Ends the sign-in of a cookie, now or when the database is back; never throws. */
export async function endSignIn(acting: BaseContext, { id, userId }: SignIn): Promise<void> {
  const { db, clock, deferredWrites } = acting;
  const endedAt = new Date(clock.now());
  await deferredWrites.enqueue(() =>
    db.prisma.signIn.updateMany({ where: { id, endedAt: null }, data: { endedAt } }),
  );
  await recordSecurityEvent(acting, { action: 'sign-in.ended', userId });
}

/** Ends one of the person's own sign-ins, including the current one. Throws not_found. */
export async function endOwnSignIn(ctx: ServiceContext, { signInId }: { signInId: string }): Promise<void> {
  const { userId } = requireUser(ctx);
  const ended = isUuid(signInId) ? await endSignInsOf(ctx.db.prisma, userId, ctx.clock.now(), signInId) : 0;
  if (ended === 0) throw domainError('not_found', { thing: 'sign-in', id: signInId });
  await recordSecurityEvent(ctx, { action: 'sign-in.ended', userId });
}

/** Ends all of the person's own sign-ins, including the current one. */
export async function endOwnSignIns(ctx: ServiceContext): Promise<void> {
  const { userId } = requireUser(ctx);
  const count = await endSignInsOf(ctx.db.prisma, userId, ctx.clock.now());
  await recordSecurityEvent(ctx, { action: 'sign-in.all-ended', userId, detail: { count } });
}

/** Ends all sign-ins of a person, or one; returns how many ended. */
export async function endSignInsOf(
  db: Prisma.TransactionClient,
  userId: string,
  now: number,
  id?: string,
): Promise<number> {
  const { count } = await db.signIn.updateMany({
    where: { userId, endedAt: null, ...(id && { id }) },
    data: { endedAt: new Date(now) },
  });
  return count;
}

/** Ends a person's sign-ins and clears their places, so that none counts as known. */
export async function endSignInsAndPlaces(
  { clock }: BaseContext,
  { prisma }: Pick<Transaction, 'prisma'>,
  userId: string,
): Promise<{ count: number }> {
  const count = await endSignInsOf(prisma, userId, clock.now());
  await prisma.signIn.updateMany({ where: { userId }, data: { place: null } });
  return { count };
}
