/*
 * account/proved-mailbox: credentials that somebody else could have prepared end when a person first proves that the
 *   mailbox is theirs: the password, sign-ins, API keys and all others, in one transaction.
 */
import type { AuditedTransaction } from '@/server/db/connection/transaction';
import { revokeKeysCreatedBy } from '../api-key/revoke-keys-created-by';
import { recordSecurityEvent } from '../audit/record-security-event';
import type { Change } from '../audit/with-change';
import type { BaseContext } from '../context';
import { queueNotice } from '../mail/queue-mail';
import { endSignInsAndPlaces } from '../sign-in/end-sign-in';

/** The ended credentials of one kind: their number and audit records. */
export type Ended = { count: number; changes?: readonly Change[] };

type EndCredentials = (acting: BaseContext, tx: AuditedTransaction, userId: string) => Promise<Ended>;

/** Every kind of credential of an account; a new kind must be added here. */
const CREDENTIALS = {
  passwords: endPassword,
  signIns: endSignInsAndPlaces,
  apiKeys: revokeKeysCreatedBy,
  factors: endFactors,
  resetLinks: endResetLinks,
} as const satisfies Record<string, EndCredentials>;

/**
 * Records that a person has proved their mailbox. The first time, all earlier credentials of the account end and the
 * console shows a notice. Returns the audit records.
 */
export async function verifyMailbox(
  acting: BaseContext,
  tx: AuditedTransaction,
  userId: string,
): Promise<Change[]> {
  const text = 'SELECT 1 FROM users WHERE id = $1 AND email_verified_at IS NULL FOR UPDATE';
  const { rowCount } = await tx.pool.query({ text, values: [userId] });
  if (rowCount === 0) return [];
  const ended = new Map<string, Ended>();
  for (const [name, end] of Object.entries(CREDENTIALS)) ended.set(name, await end(acting, tx, userId));
  const counts = Object.fromEntries([...ended].map(([name, { count }]) => [name, count]));
  const isPrepared = [...ended.values()].some(({ count }) => count > 0);
  await tx.prisma.user.update({
    where: { id: userId },
    data: {
      emailVerifiedAt: new Date(acting.clock.now()),
      ...(isPrepared && { notice: 'credentials-ended' }),
    },
  });
  await recordSecurityEvent(acting, { action: 'account.verified', userId }, tx);
  if (isPrepared) {
    await recordSecurityEvent(acting, { action: 'account.credentials-ended', userId, detail: counts }, tx);
    await queueNotice(acting, userId, { purpose: 'credentials-ended' }, tx);
  }
  return [...ended.values()].flatMap(({ changes = [] }) => changes);
}

async function endPassword(_: BaseContext, { prisma }: AuditedTransaction, userId: string): Promise<Ended> {
  const { count } = await prisma.user.updateMany({
    where: { id: userId, passwordHash: { not: null } },
    data: { passwordHash: null, credentialsRev: { increment: 1 } },
  });
  return { count };
}

async function endFactors(_: BaseContext, { prisma }: AuditedTransaction, userId: string): Promise<Ended> {
  return prisma.factor.deleteMany({ where: { userId } });
}

async function endResetLinks(_: BaseContext, { prisma }: AuditedTransaction, userId: string): Promise<Ended> {
  return prisma.passwordReset.deleteMany({ where: { userId, usedAt: null } });
}
