import { z } from 'zod';
import { isDomainError } from '@/server/shared/errors';
import type { ServiceContext } from '../context';
import { requireValid } from '../require-valid';
import { endSession } from './end-session';

const MOST = 100;

const schema = z.object({
  sessionIds: z
    .array(z.string())
    .min(1, 'must name a session')
    .max(MOST, `must name at most ${MOST} sessions`),
});

/**
 * Ends up to 100 sessions, each by a turn of its own; those that have finished in another way, and unknown ones, are left and
 * counted. Throws invalid_request, permission_denied.
 */
export async function endSessions(
  ctx: ServiceContext,
  input: z.input<typeof schema>,
): Promise<{ ended: number; left: number }> {
  const sessionIds = [...new Set(requireValid(schema, input).sessionIds)];
  let ended = 0;
  // One after the other, so that a member of many sessions takes one connection.
  for (const sessionId of sessionIds) ended += (await tryEnd(ctx, sessionId)) ? 1 : 0;
  return { ended, left: sessionIds.length - ended };
}

const LEFT: readonly string[] = ['not_found', 'session_finished', 'session_expired'];

async function tryEnd(ctx: ServiceContext, sessionId: string): Promise<boolean> {
  try {
    await endSession(ctx, { sessionId });
    return true;
  } catch (error) {
    if (!isDomainError(error) || !LEFT.includes(error.code)) throw error;
    return false;
  }
}
