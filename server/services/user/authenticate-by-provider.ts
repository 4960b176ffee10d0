/*
 * Sign-in through an identity provider (OpenID Connect).
 *
 * identity/verified-once: an account is bound to the issuer and subject of a token only when the issuer states that
 *   its address is verified.
 * identity/subject-decides: afterwards the subject identifies the person, whatever its address; another subject with
 *   the account's address is refused.
 */
import { recordSecurityEvent } from '../audit/record-security-event';
import { withChange } from '../audit/with-change';
import type { BaseContext } from '../context';
import { queueNotice } from '../mail/queue-mail';
import type { Account } from '../sign-in/sign-in';
import { isEmailVerified, type ProviderClaims, providerClaims, toAuthenticatedAt } from './provider-claims';
import { INCLUDE_FIRST_MEMBERSHIP, toAccount } from './to-account';
import { verifyMailbox } from './verify-mailbox';

/** Why a person with a valid token is refused. */
export type ProviderRefusal = 'claims' | 'unverified' | 'stranger' | 'other-identity';

export type ProviderAuthentication =
  | { outcome: 'in'; account: Account; authenticatedAt: number }
  | { outcome: 'refused'; reason: ProviderRefusal };

export type ProviderOptions = {
  /** Whether an address counts as verified when the provider does not say. */
  assumesVerified: boolean;
};

/** Finds the account of the person in a verified token, and binds it at their first sign-in. */
export async function authenticateByProvider(
  acting: BaseContext,
  claims: unknown,
  { assumesVerified }: ProviderOptions,
): Promise<ProviderAuthentication> {
  const parsed = providerClaims.safeParse(claims);
  if (!parsed.success) return refuse(acting, 'claims');
  const { iss: issuer, sub: subject, email } = parsed.data;
  const authenticatedAt = toAuthenticatedAt(parsed.data, acting.clock.now());
  const identity = await acting.db.prisma.userIdentity.findUnique({
    where: { issuer_subject: { issuer, subject } },
    include: { user: { include: INCLUDE_FIRST_MEMBERSHIP } },
  });
  if (identity) {
    const { user } = identity;
    // A reset link was handed over since, so the credentials that it set end.
    const account = user.emailVerifiedAt ? toAccount(user) : await verifyAgain(acting, toAccount(user));
    return letIn(acting, account, authenticatedAt);
  }
  if (!isEmailVerified(parsed.data, assumesVerified)) return refuse(acting, 'unverified');
  if (email === null) return refuse(acting, 'claims');
  const user = await acting.db.prisma.user.findUnique({
    where: { email },
    include: INCLUDE_FIRST_MEMBERSHIP,
  });
  const account = toAccount(user);
  if (!account) return refuse(acting, 'stranger');
  const isBound = await bind(acting, account, parsed.data);
  if (!isBound) return refuse(acting, 'other-identity', account.userId);
  const bound = await acting.db.prisma.user.findUnique({
    where: { email },
    include: INCLUDE_FIRST_MEMBERSHIP,
  });
  return letIn(acting, toAccount(bound), authenticatedAt);
}

/**
 * Binds an account to a subject and verifies its mailbox; false when another subject of the issuer is bound already.
 */
async function bind(
  acting: BaseContext,
  { userId, orgId }: Account,
  { iss: issuer, sub: subject }: ProviderClaims,
): Promise<boolean> {
  const createdAt = new Date(acting.clock.now());
  return withChange({ ...acting, actor: { type: 'system', orgId } }, async (tx) => {
    // A concurrent first sign-in waits here, and finds the account bound.
    await tx.pool.query({ text: 'SELECT 1 FROM users WHERE id = $1 FOR UPDATE', values: [userId] });
    const { count } = await tx.prisma.userIdentity.createMany({
      data: { issuer, subject, userId, createdAt },
      skipDuplicates: true,
    });
    const mine = { issuer, subject, userId };
    if (count === 0)
      return { result: (await tx.prisma.userIdentity.count({ where: mine })) > 0, change: null };
    await recordSecurityEvent(
      acting,
      { action: 'account.provider-linked', userId, detail: { issuer, subject } },
      tx,
    );
    await queueNotice(acting, userId, { purpose: 'identity-linked', issuer }, tx);
    return { result: true, change: await verifyMailbox(acting, tx, userId) };
  });
}

async function verifyAgain(acting: BaseContext, account: Account | null): Promise<Account | null> {
  if (!account) return null;
  const { userId: id, orgId } = account;
  return withChange({ ...acting, actor: { type: 'system', orgId } }, async (tx) => {
    const change = await verifyMailbox(acting, tx, id);
    const user = await tx.prisma.user.findUnique({ where: { id }, include: INCLUDE_FIRST_MEMBERSHIP });
    return { result: toAccount(user), change };
  });
}

function letIn(
  acting: BaseContext,
  account: Account | null,
  authenticatedAt: number,
): ProviderAuthentication | Promise<ProviderAuthentication> {
  return account ? { outcome: 'in', account, authenticatedAt } : refuse(acting, 'stranger');
}

async function refuse(
  acting: BaseContext,
  reason: ProviderRefusal,
  userId: string | null = null,
): Promise<ProviderAuthentication> {
  await recordSecurityEvent(acting, { action: 'sign-in.provider-refused', userId, detail: { reason } });
  return { outcome: 'refused', reason };
}
