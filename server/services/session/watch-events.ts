import type { SessionRow } from '@/server/db/session/row';
import { requireScope, type ServiceContext } from '../context';
import { readEvents } from './events/read-events';
import { requirePosition } from './list-events';
import { requireSession } from './require-session';
import type { SessionEvent } from './view';

const PAGE = 100;
/** What a session's last turn leaves it as. */
const OVER: ReadonlySet<SessionRow['status']> = new Set(['completed', 'failed', 'ended', 'expired']);
/** How long nothing may be heard of a session before it is looked at again. */
const LOOK_MS = 15_000;

export type WatchEvents = { sessionId: string; after?: string | undefined; signal: AbortSignal };

/**
 * Gives a session's events behind the one with id `after` as they happen, until the session is finished and all were
 * given, or the signal is aborted. Throws not_found, invalid_request before the first event.
 */
export async function* watchEvents(
  ctx: ServiceContext,
  { sessionId, after, signal }: WatchEvents,
): AsyncGenerator<SessionEvent, void, void> {
  const orgId = requireScope(ctx, 'sessions:read');
  let place = requirePosition(after);
  const watch = ctx.sessions.watch(orgId, sessionId);
  let known: SessionRow | null = null;
  try {
    while (!signal.aborted) {
      // The session is read before its events, so a turn that comes in between is waited for, not lost.
      const session: SessionRow = known ?? (await requireSession(ctx, { orgId, sessionId }));
      const { events, more, last, ...page } = await readEvents(ctx, session, place, PAGE);
      yield* events;
      place = page.position;
      const isStale: boolean = known !== null && last === null;
      known = isStale ? null : session;
      if (more || isStale) continue;
      if (session.finishedAt || (last && OVER.has(last.status))) return;
      await watch.waitPast(last?.no ?? session.turnNo, { timeoutMs: toLookMs(ctx, session), signal });
      // A pause that ends moves the time to look at it; else its turns say all that there is to know.
      if (session.pauseMs !== null) known = null;
    }
  } finally {
    watch.close();
  }
}

function toLookMs({ clock }: ServiceContext, { expiresAt }: SessionRow): number {
  if (!expiresAt) return LOOK_MS;
  return Math.min(LOOK_MS, Math.max(0, expiresAt.getTime() - clock.now()));
}
