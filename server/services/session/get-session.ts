import { requireScope, type ServiceContext } from '../context';
import { requireSession } from './require-session';
import { toSessionView } from './to-view';
import type { SessionView } from './view';

/** Returns a session as it is now; one past its `expiresAt` is expired. Throws not_found. */
export async function getSession(
  ctx: ServiceContext,
  { sessionId }: { sessionId: string },
): Promise<SessionView> {
  const orgId = requireScope(ctx, 'sessions:read');
  ctx.touch?.(sessionId);
  return toSessionView(await requireSession(ctx, { orgId, sessionId }));
}
