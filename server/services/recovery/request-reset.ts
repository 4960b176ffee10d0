/*
 * recovery/says-nothing: a reset request gets the same answer after the same work, whether or not the address has an
 *   account; the worker that sends the mail looks it up.
 */
import { domainError } from '@/server/shared/errors';
import type { BaseContext } from '../context';
import { queueResetMail } from '../mail/queue-mail';
import { requireValid } from '../require-valid';
import { resetRequestSchema } from '../user/schema';
import { countRecoveryAttempt, countResetMail } from './reset-throttle';
import { RESET_LIFE_MS } from './reset-token';

/**
 * Queues a reset link to an address, at most three an hour; further requests are dropped silently. Throws
 * invalid_request, rate_limited per place, and not_found without a mail server.
 */
export async function requestReset(ctx: BaseContext, input: { email: string }): Promise<void> {
  if (!ctx.mail) throw domainError('not_found', { thing: 'route', id: '' });
  const { email } = requireValid(resetRequestSchema, input);
  await countRecoveryAttempt(ctx);
  if (await countResetMail(ctx, email)) await queueResetMail(ctx, email, RESET_LIFE_MS);
}
