/*
 * factor/code-once: a code of the app is taken once: the step it belongs to is stored, and no code of that step or an
 *   earlier one is taken again. A recovery code works once. Of two tries at the same moment one wins.
 * factor/tries-are-limited: tries count against the person before a code is looked at, as those of passwords do.
 */
import { createHash } from 'node:crypto';
import { domainError } from '@/server/shared/errors';
import { recordSecurityEvent } from '../audit/record-security-event';
import type { BaseContext, Platform } from '../context';
import { queueNotice } from '../mail/queue-mail';
import { type CountedAttempt, countAttempt, tooManyAttempts } from '../user/sign-in-throttle';
import { type CodeUse, consumeAppCode } from './consume-app-code';
import { reportReusedCode } from './report-reused-code';

export type CodeCheck =
  | { outcome: 'right' }
  | { outcome: 'wrong' }
  | { outcome: 'throttled'; retryAfterMs: number };

const APP_CODE = /^\d{6}$/;

/** Tells whether a person has to show a code when they sign in by password. */
export async function hasFactor({ db }: Platform, userId: string): Promise<boolean> {
  const found = await db.prisma.factor.findUnique({ where: { userId, confirmedAt: { not: null } } });
  return found !== null;
}

/** Checks a code of a person's app, or a recovery code of theirs, and uses it up. */
export async function checkCode(acting: BaseContext, userId: string, given: string): Promise<CodeCheck> {
  const tried = await countCodeAttempt(acting, userId);
  if (tried.outcome === 'throttled') return tried;
  const code = given.replace(/[\s-]/g, '').toUpperCase();
  const use = APP_CODE.test(code)
    ? await consumeAppCode(acting, userId, code)
    : await takeRecoveryCode(acting, userId, code);
  if (use !== 'taken') {
    // Both are answered alike: who shows a used code does not learn that it was right.
    if (use === 'reused') await reportReusedCode(acting, userId);
    else await recordSecurityEvent(acting, { action: 'factor.failed', userId });
    return { outcome: 'wrong' };
  }
  await tried.forgive();
  return { outcome: 'right' };
}

/** Checks a code like `checkCode`; throws invalid_request for a wrong one, rate_limited. */
export async function requireCode(acting: BaseContext, userId: string, code: string): Promise<void> {
  const result = await checkCode(acting, userId, code);
  if (result.outcome === 'right') return;
  if (result.outcome === 'wrong') throw invalidCode();
  throw tooManyAttempts(result.retryAfterMs);
}

/** Counts a try to show a code, before it is looked at. */
export function countCodeAttempt(acting: BaseContext, userId: string): Promise<CountedAttempt> {
  return countAttempt(acting, { by: { userId }, address: acting.origin?.address ?? '', shows: 'code' });
}

/** The error for a code that is not right, or was used. */
export function invalidCode(): Error {
  const message = 'This code is not valid. Enter the one that your app shows now.';
  return domainError('invalid_request', { issues: [{ path: ['code'], message }] });
}

/** What is stored of a recovery code. */
export function hashRecoveryCode(code: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(code).digest());
}

async function takeRecoveryCode(acting: BaseContext, userId: string, code: string): Promise<CodeUse> {
  return acting.db.transaction(async (tx) => {
    const { count } = await tx.prisma.recoveryCode.updateMany({
      where: {
        ...{ userId, codeHash: hashRecoveryCode(code), usedAt: null },
        factor: { confirmedAt: { not: null } },
      },
      data: { usedAt: new Date(acting.clock.now()) },
    });
    if (count === 0) return 'wrong';
    await recordSecurityEvent(acting, { action: 'factor.recovery-code-used', userId }, tx);
    await queueNotice(acting, userId, { purpose: 'recovery-code-used' }, tx);
    return 'taken';
  });
}
