/*
 * sign-in/new-place-noticed: a person is notified of a sign-in from a place that is new among their sign-ins of the
 *   last 90 days, except for the first sign-in of an account.
 */

import type { Transaction } from '@/server/db/connection/transaction';
import { hasSignIn } from '@/server/db/sign-in/store';
import { getUser } from '@/server/db/user/store';
import type { BaseContext } from '../context';
import { queueNotice } from '../mail/queue-mail';
import { toStoredOrigin } from '../origin';
import { describeUserAgent } from './describe-user-agent';
import { toPlace } from './place';
import { KEPT_MS } from './sign-in';

/** Queues the notice of a sign-in that is about to start, when its place is new. */
export async function queueNewPlaceNotice(ctx: BaseContext, userId: string, tx: Transaction): Promise<void> {
  const { address, userAgent } = toStoredOrigin(ctx.origin);
  const place = address && toPlace(address);
  if (!ctx.mail || !address || !place) return;
  const now = ctx.clock.now();
  const since = new Date(now - KEPT_MS);
  const isKnown = await hasSignIn(tx, { userId, from: { place, seenAfter: since } });
  if (isKnown || (await isFirst(userId, since, tx))) return;
  const device = nameDevice(userAgent);
  await queueNotice(ctx, userId, { purpose: 'new-place', address, device, at: new Date(now) }, tx);
}

// Sign-ins are kept for 90 days, so an older account without any had one before.
async function isFirst(userId: string, since: Date, tx: Transaction): Promise<boolean> {
  const { createdAt } = await getUser(tx, { userId });
  return createdAt > since && !(await hasSignIn(tx, { userId }));
}

function nameDevice(userAgent: string | null): string {
  const { browser, system } = describeUserAgent(userAgent);
  if (browser && system) return `${browser} on ${system}`;
  return browser ?? system ?? 'unknown';
}
