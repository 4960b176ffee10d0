import type { Transaction } from '@/server/db/connection/transaction';
import { deleteSignInPlaces, updateSignInsAsEnded } from '@/server/db/sign-in/store';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import { recordSecurityEvent } from '../audit/record-security-event';
import { removeBreakpointsOfSignedOut } from '../breakpoint/remove-of-signed-out';
import type { BaseContext, ServiceContext } from '../context';
import { requireUser } from '../user/require-user';
import type { SignIn } from './sign-in';

/** Ends the sign-in of a cookie, now or when the database is back; never throws. */
export async function endSignIn(ctx: BaseContext, { id, userId }: SignIn): Promise<void> {
  const { db, clock, deferredWrites } = ctx;
  const at = new Date(clock.now());
  await deferredWrites.enqueue(() => updateSignInsAsEnded(db, { userId, id, at }));
  await removeBreakpointsOfSignedOut(ctx, userId);
  await recordSecurityEvent(ctx, { action: 'sign-in.ended', userId });
}

/** Ends one of the person's own sign-ins, including the current one. Throws not_found. */
export async function endOwnSignIn(ctx: ServiceContext, { signInId }: { signInId: string }): Promise<void> {
  const { userId } = requireUser(ctx);
  const at = new Date(ctx.clock.now());
  const ended = isUuid(signInId) ? await updateSignInsAsEnded(ctx.db, { userId, id: signInId, at }) : 0;
  if (ended === 0) throw domainError('not_found', { thing: 'sign-in', id: signInId });
  await removeBreakpointsOfSignedOut(ctx, userId);
  await recordSecurityEvent(ctx, { action: 'sign-in.ended', userId });
}

/** Ends all of the person's own sign-ins, including the current one. */
export async function endOwnSignIns(ctx: ServiceContext): Promise<void> {
  const { userId } = requireUser(ctx);
  const count = await updateSignInsAsEnded(ctx.db, { userId, at: new Date(ctx.clock.now()) });
  await removeBreakpointsOfSignedOut(ctx, userId);
  await recordSecurityEvent(ctx, { action: 'sign-in.all-ended', userId, detail: { count } });
}

/** Ends a person's sign-ins and clears their places, so that none counts as known. */
export async function endSignInsAndPlaces(
  { clock }: BaseContext,
  tx: Transaction,
  userId: string,
): Promise<{ count: number }> {
  const count = await updateSignInsAsEnded(tx, { userId, at: new Date(clock.now()) });
  await deleteSignInPlaces(tx, { userId });
  return { count };
}
