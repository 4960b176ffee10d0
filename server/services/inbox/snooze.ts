import { deleteSnooze, upsertSnooze } from '@/server/db/inbox/snoozes';
import { domainError } from '@/server/shared/errors';
import { requireScope, type ServiceContext } from '../context';
import { requireSession, toFinishedError } from '../session/require-session';
import { requireUser } from '../user/require-user';

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 90;

export type Snooze = { sessionId: string; until: Date };

/**
 * Takes a conversation out of the queues until a time within 90 days, or until the customer writes (inbox/members-only).
 * Throws not_found, session_finished, session_expired and invalid_request.
 */
export async function snoozeConversation(ctx: ServiceContext, { sessionId, until }: Snooze): Promise<void> {
  const orgId = requireScope(ctx, 'sessions:write');
  const { userId } = requireUser(ctx);
  const waitMs = until.getTime() - ctx.clock.now();
  if (!(waitMs > 0 && waitMs <= LONGEST_DAYS * DAY_MS))
    throw domainError('invalid_request', {
      issues: [{ path: ['until'], message: `must be a time within the next ${LONGEST_DAYS} days` }],
    });
  const row = await requireSession(ctx, { orgId, sessionId });
  if (row.finishedAt) throw toFinishedError(row);
  await upsertSnooze(ctx.db, { orgId, sessionId, until, turnNo: row.turnNo, userId });
}

/** Puts a conversation back into its queue. Throws not_found. */
export async function wakeConversation(
  ctx: ServiceContext,
  { sessionId }: { sessionId: string },
): Promise<void> {
  const orgId = requireScope(ctx, 'sessions:write');
  await requireSession(ctx, { orgId, sessionId });
  await deleteSnooze(ctx.db, { orgId, sessionId });
}
