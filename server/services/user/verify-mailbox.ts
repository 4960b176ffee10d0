/*
 * account/proved-mailbox: credentials that somebody else could have prepared end when a person first proves that the
 *   mailbox is theirs: the password, sign-ins, API keys and all others, in one transaction.
 */

import type { AuditedTransaction } from '@/server/db/connection/transaction';
import { deleteFactor } from '@/server/db/factor/store';
import { lockUser } from '@/server/db/lock/rows';
import { deleteUnusedResets } from '@/server/db/password-reset/store';
import { findUser, getUser, updatePassword, updateUser } from '@/server/db/user/store';
import { revokeKeysCreatedBy } from '../api-key/revoke-keys-created-by';
import { recordSecurityEvent } from '../audit/record-security-event';
import type { Change } from '../audit/with-change';
import type { BaseContext } from '../context';
import { queueNotice } from '../mail/queue-mail';
import { endSignInsAndPlaces } from '../sign-in/end-sign-in';

/** The ended credentials of one kind: their number and audit records. */
type Ended = { count: number; changes?: readonly Change[] };

type EndCredentials = (ctx: BaseContext, tx: AuditedTransaction, userId: string) => Promise<Ended>;

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
  ctx: BaseContext,
  tx: AuditedTransaction,
  userId: string,
): Promise<Change[]> {
  await lockUser(tx, { userId });
  const user = await findUser(tx, { userId });
  if (!user || user.emailVerifiedAt) return [];
  const ended = new Map<string, Ended>();
  for (const [name, end] of Object.entries(CREDENTIALS)) ended.set(name, await end(ctx, tx, userId));
  const counts = Object.fromEntries([...ended].map(([name, { count }]) => [name, count]));
  const isPrepared = [...ended.values()].some(({ count }) => count > 0);
  await updateUser(
    tx,
    { userId },
    {
      emailVerifiedAt: new Date(ctx.clock.now()),
      ...(isPrepared && { notice: 'credentials-ended' }),
    },
  );
  await recordSecurityEvent(ctx, { action: 'account.verified', userId }, tx);
  if (isPrepared) {
    await recordSecurityEvent(ctx, { action: 'account.credentials-ended', userId, detail: counts }, tx);
    await queueNotice(ctx, userId, { purpose: 'credentials-ended' }, tx);
  }
  return [...ended.values()].flatMap(({ changes = [] }) => changes);
}

async function endPassword(_: BaseContext, tx: AuditedTransaction, userId: string): Promise<Ended> {
  const user = await getUser(tx, { userId });
  if (user.passwordHash === null) return { count: 0 };
  return { count: (await updatePassword(tx, { userId }, null)) ? 1 : 0 };
}

async function endFactors(_: BaseContext, tx: AuditedTransaction, userId: string): Promise<Ended> {
  return { count: await deleteFactor(tx, { userId }) };
}

async function endResetLinks(_: BaseContext, tx: AuditedTransaction, userId: string): Promise<Ended> {
  return { count: await deleteUnusedResets(tx, { userId }) };
}
