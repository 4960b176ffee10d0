import { domainError } from '@/server/shared/errors';
import { requireScope, type ServiceContext } from '../context';
import { type Advance, advanceSession } from '../session/advance-session';
import { toRefusal } from '../session/refusal';
import { finishedError } from '../session/require-session';
import { toSessionView } from '../session/to-view';
import type { SessionView } from '../session/view';

/**
 * Does something to a session as a person in the console. Throws not_found, session_finished, session_expired and
 * wrong_input.
 */
export async function advanceConversation(
  ctx: ServiceContext,
  sessionId: string,
  steps: Advance['steps'],
): Promise<SessionView> {
  const orgId = requireScope(ctx, 'sessions:write');
  const advanced = await ctx.hub.lanes.run(sessionId, () => advanceSession(ctx, { orgId, sessionId, steps }));
  if (advanced.kind === 'repeated') throw domainError('overloaded', { retryAfterMs: 1_000 });
  const { row } = advanced;
  if (advanced.kind === 'left' && advanced.outcome.kind === 'refused') {
    throw row.finishedAt ? finishedError(row) : toRefusal(row, advanced.outcome, 'transferResult');
  }
  return toSessionView(row);
}
