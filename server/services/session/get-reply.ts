import { requireScope, type ServiceContext } from '../context';
import { awaitReply, DEFAULT_WAIT_MS } from './reply/await-reply';
import type { SessionReply } from './view';

export type GetReply = { sessionId: string; inputId: string; waitMs?: number };

/**
 * Returns the reply to an earlier input again, from the transcript: the same messages, and the session as it is now.
 * Throws not_found.
 */
export async function getReply(ctx: ServiceContext, input: GetReply): Promise<SessionReply> {
  const orgId = requireScope(ctx, 'sessions:write');
  const { sessionId, inputId, waitMs = DEFAULT_WAIT_MS } = input;
  return awaitReply(ctx, { orgId, sessionId, inputId, afterSeq: 0, waitMs });
}
