import type { SessionRow } from '@/server/db/session-row';
import { requireScope, type ServiceContext } from '../context';
import { requirePlace } from './list-events';
import { requireSession } from './require-session';
import { readEvents } from './session-events';
import type { SessionEvent } from './view';

const PAGE = 100;
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
  let place = requirePlace(after);
  const watch = ctx.hub.watch(orgId, sessionId);
  try {
    while (!signal.aborted) {
      // The session is read before its events, so a turn that comes in between is waited for, not lost.
      const session = await requireSession(ctx, { orgId, sessionId });
      const page = await readEvents(ctx, session, place, PAGE);
      yield* page.events;
      place = page.place;
      if (page.more) continue;
      if (session.finishedAt) return;
      await watch.past(session.turnNo, { timeoutMs: toLookMs(ctx, session), signal });
    }
  } finally {
    watch.close();
  }
}

function toLookMs({ clock }: ServiceContext, { expiresAt }: SessionRow): number {
  if (!expiresAt) return LOOK_MS;
  return Math.min(LOOK_MS, Math.max(0, expiresAt.getTime() - clock.now()));
}
