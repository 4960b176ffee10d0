import type { ServiceContext } from '../context';
import { requireSession } from '../session/require-session';
import { toSessionView } from '../session/to-view';
import type { SessionView } from '../session/view';
import { findThread, type ThreadRef } from './find-thread';

/** Returns the current or last session of a thread; null for an unknown thread or one without sessions. */
export async function findThreadSession(ctx: ServiceContext, ref: ThreadRef): Promise<SessionView | null> {
  const thread = await findThread(ctx, ref);
  if (!thread?.sessionId) return null;
  const { orgId } = ctx.actor;
  return toSessionView(await requireSession(ctx, { orgId, sessionId: thread.sessionId }));
}
