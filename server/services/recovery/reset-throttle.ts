import { createHash } from 'node:crypto';
import { upsertSignInAttempt } from '@/server/db/sign-in/attempts';
import { domainError } from '@/server/shared/errors';
import type { BaseContext } from '../context';
import { toPlace } from '../sign-in/place';

/** The limit of reset requests and link uses per place. */
const PER_PLACE = { tries: 20, windowMs: 15 * 60_000 };
/** The limit of reset mails per address. */
const PER_EMAIL = { tries: 3, windowMs: 60 * 60_000 };

type Limit = typeof PER_PLACE;

/** Counts a recovery attempt against its place; throws rate_limited. */
export async function countRecoveryAttempt(ctx: BaseContext): Promise<void> {
  const { tries: limit, windowMs } = PER_PLACE;
  const place = toPlace(ctx.origin?.address ?? '') ?? 'unknown';
  const retryAfterMs = await count(ctx, PER_PLACE, `recovery from ${place}`);
  if (retryAfterMs !== null)
    throw domainError('rate_limited', { limit, windowMs, retryAfterMs, whose: 'person' });
}

/** Counts a reset mail to an address; returns whether it may be sent. */
export async function countResetMail(ctx: BaseContext, email: string): Promise<boolean> {
  return (await count(ctx, PER_EMAIL, `reset mail to ${email}`)) === null;
}

async function count({ db, clock }: BaseContext, limit: Limit, text: string): Promise<number | null> {
  const now = clock.now();
  const subject = createHash('sha256').update(text).digest();
  const attempt = { subject, endsAt: new Date(now + limit.windowMs), now: new Date(now) };
  const row = await upsertSignInAttempt(db, attempt);
  return row.count > limit.tries ? row.endsAt.getTime() - now : null;
}
