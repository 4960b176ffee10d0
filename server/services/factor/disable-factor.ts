import { deleteFactor } from '@/server/db/factor/store';
import { recordSecurityEvent } from '../audit/record-security-event';
import type { ServiceContext } from '../context';
import { queueNotice } from '../mail/queue-mail';
import { requireFreshSignIn } from '../sign-in/require-fresh-sign-in';
import { requireUser } from '../user/require-user';
import { requireCode } from './check-code';

/** Turns the second factor off with a code of it. Throws fresh_sign_in_required, invalid_request, rate_limited. */
export async function disableFactor(ctx: ServiceContext, { code }: { code: string }): Promise<void> {
  const { userId } = requireUser(ctx);
  requireFreshSignIn(ctx);
  await requireCode(ctx, userId, code);
  await ctx.db.transaction(async (tx) => {
    await deleteFactor(tx, { userId });
    await recordSecurityEvent(ctx, { action: 'factor.removed', userId }, tx);
    await queueNotice(ctx, userId, { purpose: 'factor-removed' }, tx);
  });
}
