import type { Transaction } from '@/server/db/connection/transaction';
import { domainError } from '@/server/shared/errors';
import { recordSecurityEvent } from '../audit/record-security-event';
import { withChange } from '../audit/with-change';
import type { BaseContext, Platform } from '../context';
import { queueNotice } from '../mail/queue-mail';
import { requireValid } from '../require-valid';
import { endSignInsOf } from '../sign-in/end-sign-in';
import { hashPassword } from '../user/password/hash-password';
import { requireUncommonPassword } from '../user/password/require-uncommon-password';
import { applyResetSchema } from '../user/schema';
import { verifyMailbox } from '../user/verify-mailbox';
import { countRecoveryAttempt } from './reset-throttle';
import { hashResetToken } from './reset-token';

const MAX_TOKEN_LENGTH = 100;

type OpenReset = {
  tokenHash: Uint8Array<ArrayBuffer>;
  userId: string;
  credentialsRev: number;
  handedOverBy: string | null;
  endsFactor: boolean;
  byMail: boolean;
  user: { name: string; email: string; members: readonly { orgId: string }[] };
};

/** Returns whose password a link resets; throws not_found for a used or expired link. */
export async function getReset(platform: Platform, { token }: { token: string }): Promise<{ email: string }> {
  const { user } = await requireOpen(platform, token, platform.db);
  return { email: user.email };
}

/**
 * Sets a new password with a link, once, and ends all sign-ins of the person. Throws not_found for a used or expired
 * link, invalid_request, rate_limited.
 */
export async function applyReset(
  acting: BaseContext,
  input: { token: string; password: string },
): Promise<void> {
  const { token, password } = requireValid(applyResetSchema, input);
  await countRecoveryAttempt(acting);
  const { user } = await requireOpen(acting, token, acting.db);
  requireUncommonPassword('password', password, [user.name, user.email]);
  const passwordHash = await hashPassword(password);
  const actor = { type: 'system', orgId: user.members[0]?.orgId ?? '' } as const;
  await withChange({ ...acting, actor }, async (tx) => {
    // A concurrent use of the link, or a password change, waits here.
    await lockUserOf(tx, token);
    const reset = await requireOpen(acting, token, tx);
    // Credentials from before the mailbox was verified end (account/proved-mailbox).
    const change = reset.byMail ? await verifyMailbox(acting, tx, reset.userId) : [];
    await apply(acting, reset, passwordHash, tx);
    return { result: undefined, change };
  });
}

async function apply(
  acting: BaseContext,
  reset: OpenReset,
  passwordHash: string,
  tx: Transaction,
): Promise<void> {
  const { userId, tokenHash, endsFactor, handedOverBy } = reset;
  const now = acting.clock.now();
  await tx.prisma.passwordReset.updateMany({ where: { tokenHash }, data: { usedAt: new Date(now) } });
  await tx.prisma.user.update({
    where: { id: userId },
    data: {
      passwordHash,
      credentialsRev: { increment: 1 },
      // The person who handed the link over may have used it, so the mailbox must be verified again
      // (account/proved-mailbox).
      ...(handedOverBy !== null && { emailVerifiedAt: null }),
    },
  });
  const ended = endsFactor ? await tx.prisma.factor.deleteMany({ where: { userId } }) : { count: 0 };
  await endSignInsOf(tx.prisma, userId, now);
  await recordSecurityEvent(
    acting,
    { action: 'password.reset', userId, detail: { by: toSource(reset) } },
    tx,
  );
  await queueNotice(acting, userId, { purpose: 'password-changed' }, tx);
  if (ended.count > 0) await queueNotice(acting, userId, { purpose: 'factor-removed' }, tx);
}

function toSource({ handedOverBy, endsFactor, byMail }: OpenReset): string {
  if (handedOverBy) return 'link from an admin';
  if (byMail) return 'link by mail';
  return endsFactor ? 'link from the operator, which ended the second factor' : 'link from the operator';
}

async function lockUserOf({ pool }: Transaction, token: string): Promise<void> {
  const text = `SELECT 1 FROM users WHERE id = (SELECT user_id FROM password_resets WHERE token_hash = $1) FOR UPDATE`;
  await pool.query({ text, values: [Buffer.from(hashResetToken(token))] });
}

async function requireOpen(
  { clock }: Pick<Platform, 'clock'>,
  token: string,
  { prisma }: Pick<Transaction, 'prisma'>,
): Promise<OpenReset> {
  const tokenHash = hashResetToken(token);
  const found =
    token.length > MAX_TOKEN_LENGTH
      ? null
      : await prisma.passwordReset.findUnique({
          where: { tokenHash, usedAt: null, expiresAt: { gt: new Date(clock.now()) } },
          include: { user: { include: { members: { select: { orgId: true } } } } },
        });
  const isCurrent = found && found.credentialsRev === found.user.credentialsRev;
  if (!isCurrent || !isOwn(found.handedOverBy, found.user.members))
    throw domainError('not_found', { thing: 'reset link', id: '' });
  return { ...found, tokenHash };
}

function isOwn(handedOverBy: string | null, members: readonly { orgId: string }[]): boolean {
  return handedOverBy === null || (members.length === 1 && members[0]?.orgId === handedOverBy);
}
