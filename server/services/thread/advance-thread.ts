import { domainError } from '@/server/shared/errors';
import type { ServiceContext } from '../context';
import type { AdvanceResult, AdvanceSession } from '../session/turn/advance-request';
import { advanceSession } from '../session/turn/advance-session';
import { requireChannelAccess } from './access';
import { getThread, type ThreadRef } from './find-thread';

/**
 * Does something to the session that holds a thread now, or held it last. Throws not_found for the thread, and for the
 * session of one in which nothing was said yet.
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
  if (advanced.kind === 'duplicate') throw new Error('this bears no idempotency key');
  return advanced;
}
