import { domainError } from '@/server/shared/errors';
import { requireScope, type ServiceContext } from '../context';
import { toRefusalError } from '../session/reply/refusal-error';
import { toFinishedError } from '../session/require-session';
import { toSessionView } from '../session/to-view';
import type { AdvanceSession } from '../session/turn/advance-request';
import { advanceSession } from '../session/turn/advance-session';
import type { SessionView } from '../session/view';

/**
 * Advances a session for a person in the console. Throws not_found, session_finished, session_expired and
 * wrong_input.
 */
export async function advanceConversation(
  ctx: ServiceContext,
  sessionId: string,
  steps: AdvanceSession['steps'],
): Promise<SessionView> {
  const orgId = requireScope(ctx, 'sessions:write');
  const advanced = await advanceSession(ctx, { orgId, sessionId, steps });
  if (advanced.kind === 'duplicate') throw domainError('overloaded', { retryAfterMs: 1_000 });
  const { row } = advanced;
  if (advanced.kind === 'unchanged' && advanced.outcome.kind === 'refused') {
    throw row.finishedAt ? toFinishedError(row) : toRefusalError(row, advanced.outcome, 'transferResult');
  }
  return toSessionView(row);
}
