import type { ServiceContext } from '../context';
import { requireSession } from '../session/require-session';
import { toSessionView } from '../session/to-view';
import type { SessionView } from '../session/view';
import { findThread, type ThreadRef } from './find-thread';

/** The session that holds a thread now, or held it last; null before the first, and for a thread that is not known. */
export async function findThreadSession(ctx: ServiceContext, ref: ThreadRef): Promise<SessionView | null> {
  const thread = await findThread(ctx, ref);
  if (!thread?.sessionId) return null;
  const { orgId } = ctx.actor;
  return toSessionView(await requireSession(ctx, { orgId, sessionId: thread.sessionId }));
}
