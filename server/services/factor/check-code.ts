/*
 * factor/code-once: each code of the app works once. The accepted time step is stored, and no code of that step or an
 *   earlier one is accepted again. A recovery code works once. One of two concurrent attempts succeeds.
 * factor/attempts-limited: attempts count against the person before the code is checked, as with passwords.
 */

import { updateRecoveryCodeAsUsed } from '@/server/db/factor/recovery-codes';
import { findFactor } from '@/server/db/factor/store';
import { domainError } from '@/server/shared/errors';
import { recordSecurityEvent } from '../audit/record-security-event';
import type { BaseContext, Platform } from '../context';
import { hashSecret } from '../hash-secret';
import { queueNotice } from '../mail/queue-mail';
import { type CountedAttempt, countAttempt, tooManyAttempts } from '../user/sign-in-throttle';
import { type CodeUse, consumeAppCode } from './consume-app-code';
import { reportReusedCode } from './report-reused-code';

export type CodeCheck =
  | { outcome: 'right' }
  | { outcome: 'wrong' }
  | { outcome: 'throttled'; retryAfterMs: number };

const APP_CODE = /^\d{6}$/;

/** Whether a person needs a code to sign in by password. */
export async function hasFactor({ db }: Platform, userId: string): Promise<boolean> {
  return (await findFactor(db, { userId, confirmed: true })) !== null;
}

/** Checks a code of the person's app, or a recovery code, and consumes it. */
export async function checkCode(ctx: BaseContext, userId: string, given: string): Promise<CodeCheck> {
  const tried = await countCodeAttempt(ctx, userId);
  if (tried.outcome === 'throttled') return tried;
  const code = given.replace(/[\s-]/g, '').toUpperCase();
  const use = APP_CODE.test(code)
    ? await consumeAppCode(ctx, userId, code)
    : await takeRecoveryCode(ctx, userId, code);
  if (use !== 'taken') {
    // Both get the same answer, so that a used code is not revealed as correct.
    if (use === 'reused') await reportReusedCode(ctx, userId);
    else await recordSecurityEvent(ctx, { action: 'factor.failed', userId });
    return { outcome: 'wrong' };
  }
  await tried.forgive();
  return { outcome: 'right' };
}

/** Checks a code like `checkCode`; throws invalid_request for an invalid one, rate_limited. */
export async function requireCode(ctx: BaseContext, userId: string, code: string): Promise<void> {
  const result = await checkCode(ctx, userId, code);
  if (result.outcome === 'right') return;
  if (result.outcome === 'wrong') throw invalidCode();
  throw tooManyAttempts(result.retryAfterMs);
}

/** Counts an attempt to enter a code, before the code is checked. */
export function countCodeAttempt(ctx: BaseContext, userId: string): Promise<CountedAttempt> {
  return countAttempt(ctx, { by: { userId }, address: ctx.origin?.address ?? '', shows: 'code' });
}

/** The error for an invalid or used code. */
export function invalidCode(): Error {
  const message = 'This code is not valid. Enter the current code of your app.';
  return domainError('invalid_request', { issues: [{ path: ['code'], message }] });
}

async function takeRecoveryCode(ctx: BaseContext, userId: string, code: string): Promise<CodeUse> {
  return ctx.db.transaction(async (tx) => {
    const given = { userId, codeHash: hashSecret(code), at: new Date(ctx.clock.now()) };
    if (!(await updateRecoveryCodeAsUsed(tx, given))) return 'wrong';
    await recordSecurityEvent(ctx, { action: 'factor.recovery-code-used', userId }, tx);
    await queueNotice(ctx, userId, { purpose: 'recovery-code-used' }, tx);
    return 'taken';
  });
}
