import { listNewestReplies } from '@/server/db/session/store';
import { requireScope, type ServiceContext } from '../context';
import { toMessageView } from './to-view';
import type { MessageView, SessionView } from './view';

// Messages of a person may follow the question.
const NEWEST = 20;

/** Returns the answer that a session waits for; null if it waits for none, or if its question is older than its newest 20 messages. */
export async function findExpected(
  ctx: ServiceContext,
  session: SessionView,
): Promise<MessageView['expected']> {
  const orgId = requireScope(ctx, 'sessions:read');
  if (session.status !== 'awaiting_input') return null;
  const replies = await listNewestReplies(ctx.db, {
    orgId,
    sessionId: session.id,
    firstTurn: session.waitTurnNo,
    limit: NEWEST,
  });
  for (const reply of replies) {
    const { expected } = toMessageView(reply);
    if (expected) return expected;
  }
  return null;
}
