import { domainError } from '@/server/shared/errors';
import type { ServiceContext } from '../context';
import type { AdvanceResult, AdvanceSession } from '../session/turn/advance-request';
import { advanceSession } from '../session/turn/advance-session';
import { requireChannelAccess } from './access';
import { getThread, type ThreadRef } from './find-thread';

/**
 * Advances the current or last session of a thread. Throws not_found for an unknown thread, and for the session of a
 * thread without messages.
 */
export async function advanceThread(
  ctx: ServiceContext,
  ref: ThreadRef,
  steps: AdvanceSession['steps'],
): Promise<Exclude<AdvanceResult, { kind: 'duplicate' }>> {
  const orgId = requireChannelAccess(ctx, 'sessions:write', ref.channelId);
  const { sessionId } = await getThread(ctx, ref);
  if (sessionId === null) throw domainError('not_found', { thing: 'session', id: ref.externalId });
  ctx.touch?.(sessionId);
  const advanced = await advanceSession(ctx, { orgId, sessionId, steps });
  if (advanced.kind === 'duplicate') throw new Error('an advance without an idempotency key cannot repeat');
  return advanced;
}
