import { commitTurn, NO_EXTRAS } from '@/server/db/commit-turn';
import type { SessionRow } from '@/server/db/session-row';
import { domainError } from '@/server/shared/errors';
import { requireScope, type ServiceContext } from '../context';
import { finishedError, requireSession } from './require-session';
import { toSessionView } from './to-view';
import type { SessionView } from './view';

const ATTEMPTS = 60;

/**
 * Ends a session at its caller's wish; ending it again answers the same. Throws not_found, and session_finished or
 * session_expired when it ended otherwise.
 */
export async function endSession(
  ctx: ServiceContext,
  { sessionId }: { sessionId: string },
): Promise<SessionView> {
  const orgId = requireScope(ctx, 'sessions:write');
  return ctx.hub.lanes.run(sessionId, async () => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const row = await requireSession(ctx, { orgId, sessionId });
      if (row.status === 'ended') return toSessionView(row);
      if (row.finishedAt) throw finishedError(row);
      const ended = toEnded(row, new Date(ctx.clock.now()));
      if (await commitEnd(ctx, row, ended)) return toSessionView(ended);
    }
    throw domainError('overloaded', { retryAfterMs: 1_000 });
  });
}

function toEnded(row: SessionRow, at: Date): SessionRow {
  return { ...row, status: 'ended', turnNo: row.turnNo + 1, lastActivityAt: at, finishedAt: at };
}

async function commitEnd(
  { db, hub, processId }: ServiceContext,
  before: SessionRow,
  session: SessionRow,
): Promise<boolean> {
  const turn = {
    no: session.turnNo,
    event: { type: 'session.ended', at: session.lastActivityAt.getTime() },
    trace: { steps: [], visits: 0, expressionSteps: 0, failure: null },
    status: session.status,
    changes: { moved: true as const },
    firstSeq: before.messageCount + 1,
    createdAt: session.lastActivityAt,
  };
  const kept = await commitTurn(db.pool, { session, turn, messages: [], extras: NO_EXTRAS, processId });
  if (kept) hub.notify(session.id, session.turnNo);
  return kept;
}
