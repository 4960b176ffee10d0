import type { SessionRow } from '@/server/db/session/row';
import { requireScope, type ServiceContext } from '../context';
import { createReplyFollower, type PartialReply } from './events/follow-reply';
import { readEvents } from './events/read-events';
import { requirePosition } from './list-events';
import { requireSession } from './require-session';
import type { SessionEvent } from './view';

const PAGE = 100;
/** The statuses of a session after its last turn. */
const OVER: ReadonlySet<SessionRow['status']> = new Set(['completed', 'failed', 'ended', 'expired']);
/** The time to wait for a notification before the session is read again. */
const LOOK_MS = 15_000;

export type WatchEvents = { sessionId: string; after?: string | undefined; signal: AbortSignal };

/**
 * Yields a session's events after the one with id `after` as they happen, up to the last event of a finished session or
 * until the signal is aborted. Between them are parts of a reply that a model is writing, which belong to no event and are not repeated.
 * Throws not_found, invalid_request before the first event.
 */
export async function* watchEvents(
  ctx: ServiceContext,
  { sessionId, after, signal }: WatchEvents,
): AsyncGenerator<SessionEvent | PartialReply, void, void> {
  const orgId = requireScope(ctx, 'sessions:read');
  let position = requirePosition(after);
  const watch = ctx.sessions.watch(orgId, sessionId);
  const follow = createReplyFollower(ctx, watch, { orgId, sessionId });
  let known: SessionRow | null = null;
  try {
    while (!signal.aborted) {
      // The session is read before its events, so a turn that is committed in between is not missed.
      const session: SessionRow = known ?? (await requireSession(ctx, { orgId, sessionId }));
      const { events, more, last, ...page } = await readEvents(ctx, session, position, PAGE);
      yield* events;
      position = page.position;
      const isStale: boolean = known !== null && last === null;
      known = isStale ? null : session;
      if (more || isStale) continue;
      if (session.finishedAt || (last && OVER.has(last.status))) return;
      const turn = last ?? { no: session.turnNo, status: session.status };
      yield* follow(turn, { timeoutMs: toLookMs(ctx, session), signal });
      // A new wait moves `expiresAt`; otherwise the turns alone say what has changed.
      if (session.waitTimeoutMs !== null) known = null;
    }
  } finally {
    watch.close();
  }
}

function toLookMs({ clock }: ServiceContext, { expiresAt }: SessionRow): number {
  if (!expiresAt) return LOOK_MS;
  return Math.min(LOOK_MS, Math.max(0, expiresAt.getTime() - clock.now()));
}
