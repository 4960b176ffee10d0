import { upsertSessionRead } from '@/server/db/inbox/reads';
import { requireScope, type ServiceContext } from '../context';
import { requireSession } from '../session/require-session';
import { requireUser } from '../user/require-user';

/** Marks a conversation as read by the caller up to message `seq`. Throws not_found. */
export async function markRead(
  ctx: ServiceContext,
  { sessionId, seq }: { sessionId: string; seq: number },
): Promise<void> {
  const orgId = requireScope(ctx, 'sessions:read');
  const { userId } = requireUser(ctx);
  const { messageCount } = await requireSession(ctx, { orgId, sessionId });
  const at = new Date(ctx.clock.now());
  await upsertSessionRead(ctx.db, { orgId, userId, sessionId, seq: Math.min(seq, messageCount), at });
}
