/*
 * Sign-in through an identity provider (OpenID Connect).
 *
 * identity/verified-once: an account is bound to the issuer and subject of a token only when the issuer states that
 *   its address is verified.
 * identity/subject-decides: afterwards the subject identifies the person, whatever its address; another subject with
 *   the account's address is refused.
 */

import { lockUser } from '@/server/db/lock/rows';
import {
  findUser,
  findUserByEmail,
  findUserByIdentity,
  hasUserIdentity,
  insertUserIdentity,
} from '@/server/db/user/store';
import { recordSecurityEvent } from '../audit/record-security-event';
import { withChange } from '../audit/with-change';
import { removeBreakpointsOfSignedOut } from '../breakpoint/remove-of-signed-out';
import type { BaseContext } from '../context';
import { queueNotice } from '../mail/queue-mail';
import type { Account } from '../sign-in/sign-in';
import { isEmailVerified, type ProviderClaims, providerClaims, toAuthenticatedAt } from './provider-claims';
import { toAccount } from './to-account';
import { verifyMailbox } from './verify-mailbox';

/** Why a person with a valid token is refused. */
type ProviderRefusal = 'claims' | 'unverified' | 'stranger' | 'other-identity';

export type ProviderAuthentication =
  | { outcome: 'in'; account: Account; authenticatedAt: number }
  | { outcome: 'refused'; reason: ProviderRefusal };

export type ProviderOptions = {
  /** Whether an address counts as verified when the provider does not say. */
  assumesVerified: boolean;
};

/** Finds the account of the person in a verified token, and binds it at their first sign-in. */
export async function authenticateByProvider(
  ctx: BaseContext,
  claims: unknown,
  { assumesVerified }: ProviderOptions,
): Promise<ProviderAuthentication> {
  const parsed = providerClaims.safeParse(claims);
  if (!parsed.success) return refuse(ctx, 'claims');
  const { iss: issuer, sub: subject, email } = parsed.data;
  const authenticatedAt = toAuthenticatedAt(parsed.data, ctx.clock.now());
  const known = await findUserByIdentity(ctx.db, { issuer, subject });
  if (known) {
    // A reset link was handed over since, so the credentials that it set end.
    const account = known.emailVerifiedAt ? toAccount(known) : await verifyAgain(ctx, toAccount(known));
    return accept(ctx, account, authenticatedAt);
  }
  if (!isEmailVerified(parsed.data, assumesVerified)) return refuse(ctx, 'unverified');
  if (email === null) return refuse(ctx, 'claims');
  const user = await findUserByEmail(ctx.db, { email });
  const account = toAccount(user);
  if (!account) return refuse(ctx, 'stranger');
  const isBound = await bind(ctx, account, parsed.data);
  if (!isBound) return refuse(ctx, 'other-identity', account.userId);
  const bound = await findUserByEmail(ctx.db, { email });
  return accept(ctx, toAccount(bound), authenticatedAt);
}

/**
 * Binds an account to a subject and verifies its mailbox; false when another subject of the issuer is bound already.
 */
async function bind(
  ctx: BaseContext,
  { userId, orgId }: Account,
  { iss: issuer, sub: subject }: ProviderClaims,
): Promise<boolean> {
  const createdAt = new Date(ctx.clock.now());
  const isBound = await withChange({ ...ctx, actor: { type: 'system', orgId } }, async (tx) => {
    // A concurrent first sign-in waits here, and finds the account bound.
    await lockUser(tx, { userId });
    const identity = { issuer, subject, userId };
    if (!(await insertUserIdentity(tx, { ...identity, createdAt })))
      return { result: await hasUserIdentity(tx, identity), change: null };
    await recordSecurityEvent(
      ctx,
      { action: 'account.provider-linked', userId, detail: { issuer, subject } },
      tx,
    );
    await queueNotice(ctx, userId, { purpose: 'identity-linked', issuer }, tx);
    return { result: true, change: await verifyMailbox(ctx, tx, userId) };
  });
  await removeBreakpointsOfSignedOut(ctx, userId);
  return isBound;
}

async function verifyAgain(ctx: BaseContext, account: Account | null): Promise<Account | null> {
  if (!account) return null;
  const { userId, orgId } = account;
  const verified = await withChange({ ...ctx, actor: { type: 'system', orgId } }, async (tx) => {
    const change = await verifyMailbox(ctx, tx, userId);
    return { result: toAccount(await findUser(tx, { userId })), change };
  });
  await removeBreakpointsOfSignedOut(ctx, userId);
  return verified;
}

function accept(
  ctx: BaseContext,
  account: Account | null,
  authenticatedAt: number,
): ProviderAuthentication | Promise<ProviderAuthentication> {
  return account ? { outcome: 'in', account, authenticatedAt } : refuse(ctx, 'stranger');
}

async function refuse(
  ctx: BaseContext,
  reason: ProviderRefusal,
  userId: string | null = null,
): Promise<ProviderAuthentication> {
  await recordSecurityEvent(ctx, { action: 'sign-in.provider-refused', userId, detail: { reason } });
  return { outcome: 'refused', reason };
}
