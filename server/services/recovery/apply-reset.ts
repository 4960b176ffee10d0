import type { Db, Transaction } from '@/server/db/connection/transaction';
import { deleteFactor } from '@/server/db/factor/store';
import { lockUserOfReset } from '@/server/db/lock/rows';
import { findOpenReset, type OpenReset, updateResetAsUsed } from '@/server/db/password-reset/store';
import { updateSignInsAsEnded } from '@/server/db/sign-in/store';
import { updatePassword, updateUser } from '@/server/db/user/store';
import { domainError } from '@/server/shared/errors';
import { recordSecurityEvent } from '../audit/record-security-event';
import { withChange } from '../audit/with-change';
import { removeBreakpointsOfSignedOut } from '../breakpoint/remove-of-signed-out';
import type { BaseContext, Platform } from '../context';
import { hashSecret } from '../hash-secret';
import { queueNotice } from '../mail/queue-mail';
import { requireValid } from '../require-valid';
import { hashPassword } from '../user/password/hash-password';
import { requireUncommonPassword } from '../user/password/require-uncommon-password';
import { applyResetSchema } from '../user/schema';
import { verifyMailbox } from '../user/verify-mailbox';
import { countRecoveryAttempt } from './reset-throttle';

const MAX_TOKEN_LENGTH = 100;

/** Returns whose password a link resets; throws not_found for a used or expired link. */
export async function getReset(platform: Platform, { token }: { token: string }): Promise<{ email: string }> {
  const { email } = await requireOpen(platform, token, platform.db);
  return { email };
}

/**
 * Sets a new password with a link, once, and ends all sign-ins of the person. Throws not_found for a used or expired
 * link, invalid_request, rate_limited.
 */
export async function applyReset(
  ctx: BaseContext,
  input: { token: string; password: string },
): Promise<void> {
  const { token, password } = requireValid(applyResetSchema, input);
  requireUncommonPassword('password', password);
  await countRecoveryAttempt(ctx);
  const { name, email, orgIds } = await requireOpen(ctx, token, ctx.db);
  requireUncommonPassword('password', password, [name, email]);
  const passwordHash = await hashPassword(password);
  const actor = { type: 'system', orgId: orgIds[0] ?? '' } as const;
  const userId = await withChange({ ...ctx, actor }, async (tx) => {
    // A concurrent use of the link, or a password change, waits here.
    await lockUserOfReset(tx, { tokenHash: hashSecret(token) });
    const reset = await requireOpen(ctx, token, tx);
    // Credentials from before the mailbox was verified end (account/proved-mailbox).
    const change = reset.byMail ? await verifyMailbox(ctx, tx, reset.userId) : [];
    await apply(ctx, reset, passwordHash, tx);
    return { result: reset.userId, change };
  });
  await removeBreakpointsOfSignedOut(ctx, userId);
}

async function apply(
  ctx: BaseContext,
  reset: OpenReset,
  passwordHash: string,
  tx: Transaction,
): Promise<void> {
  const { userId, tokenHash, endsFactor, handedOverBy } = reset;
  const at = new Date(ctx.clock.now());
  await updateResetAsUsed(tx, { tokenHash, at });
  await updatePassword(tx, { userId }, passwordHash);
  // The person who handed the link over may have used it, so the mailbox has to be proved again (account/proved-mailbox).
  if (handedOverBy !== null) await updateUser(tx, { userId }, { emailVerifiedAt: null });
  const ended = endsFactor ? await deleteFactor(tx, { userId }) : 0;
  await updateSignInsAsEnded(tx, { userId, at });
  await recordSecurityEvent(ctx, { action: 'password.reset', userId, detail: { by: toSource(reset) } }, tx);
  await queueNotice(ctx, userId, { purpose: 'password-changed' }, tx);
  if (ended > 0) await queueNotice(ctx, userId, { purpose: 'factor-removed' }, tx);
}

function toSource({ handedOverBy, endsFactor, byMail }: OpenReset): string {
  if (handedOverBy) return 'link from an admin';
  if (byMail) return 'link by mail';
  return endsFactor ? 'link from the operator, which ended the second factor' : 'link from the operator';
}

async function requireOpen({ clock }: Pick<Platform, 'clock'>, token: string, db: Db): Promise<OpenReset> {
  const tokenHash = hashSecret(token);
  const found =
    token.length > MAX_TOKEN_LENGTH
      ? null
      : await findOpenReset(db, { tokenHash, at: new Date(clock.now()) });
  const isCurrent = found && found.credentialsRev === found.currentRev;
  if (!isCurrent || !isOwn(found.handedOverBy, found.orgIds))
    throw domainError('not_found', { thing: 'reset link', id: '' });
  return found;
}

function isOwn(handedOverBy: string | null, orgIds: readonly string[]): boolean {
  return handedOverBy === null || (orgIds.length === 1 && orgIds[0] === handedOverBy);
}
