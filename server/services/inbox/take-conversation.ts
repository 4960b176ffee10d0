import type { ServiceContext } from '../context';
import type { SessionView } from '../session/view';
import { requireUser } from '../user/require-user';
import { advanceConversation } from './advance-conversation';

/**
 * Assigns a conversation to the caller, also one of somebody else; its flow stops answering. Throws not_found,
 * session_finished, session_expired.
 */
export function takeConversation(
  ctx: ServiceContext,
  { sessionId }: { sessionId: string },
): Promise<SessionView> {
  const { userId } = requireUser(ctx);
  const event = { type: 'control.changed' as const, at: ctx.clock.now(), control: 'human' as const };
  const step = { event, assigneeId: userId, waiting: false, isKept: true as const };
  return advanceConversation(ctx, sessionId, [step]);
}
