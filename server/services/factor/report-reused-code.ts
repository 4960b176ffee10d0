/*
 * factor/reuse-noticed: a code that is entered again while still valid is refused, recorded as a security event, and
 *   reported to the person by mail, at most once an hour over all processes.
 */
import { createHash } from 'node:crypto';
import { upsertSignInAttempt } from '@/server/db/sign-in/attempts';
import { recordSecurityEvent } from '../audit/record-security-event';
import type { BaseContext } from '../context';
import { queueNotice } from '../mail/queue-mail';

const NOTICE_EVERY_MS = 3_600_000;

/** Records that a used code was entered again, and queues the notice. */
export async function reportReusedCode(ctx: BaseContext, userId: string): Promise<void> {
  await recordSecurityEvent(ctx, { action: 'factor.code-reused', userId });
  if (ctx.mail && (await isFirstThisHour(ctx, userId)))
    await queueNotice(ctx, userId, { purpose: 'code-reused' });
}

async function isFirstThisHour({ db, clock }: BaseContext, userId: string): Promise<boolean> {
  const now = clock.now();
  const subject = createHash('sha256').update(`reused code notice to ${userId}`).digest();
  const endsAt = new Date(now + NOTICE_EVERY_MS);
  const { count } = await upsertSignInAttempt(db, { subject, endsAt, now: new Date(now) });
  return count === 1;
}
