/*
 * recovery/says-nothing: asking for a reset answers the same, after the same work, whether or not anybody has the
 *   address: who that is is looked up by the worker that sends the mail.
 */
import { domainError } from '@/server/shared/errors';
import type { BaseContext } from '../context';
import { queueResetMail } from '../mail/queue-mail';
import { requireValid } from '../require-valid';
import { resetRequestSchema } from '../user/schema';
import { countRecoveryAttempt, countResetMail } from './reset-throttle';
import { RESET_LIFE_MS } from './reset-token';

/**
 * Queues a reset link to an address, at most three an hour; further ones are dropped without a word. Throws
 * invalid_request, rate_limited for the place, not_found where no mail is set up.
 */
export async function requestReset(acting: BaseContext, input: { email: string }): Promise<void> {
  if (!acting.mail) throw domainError('not_found', { thing: 'route', id: '' });
  const { email } = requireValid(resetRequestSchema, input);
  await countRecoveryAttempt(acting);
  if (await countResetMail(acting, email)) await queueResetMail(acting, email, RESET_LIFE_MS);
}
