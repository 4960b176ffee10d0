import type { JsonObject } from '@/server/engine/json';
import { domainError } from '@/server/shared/errors';
import { requireStorable } from '@/server/shared/require-storable';
import { requireScope, type ServiceContext } from '../context';
import { toRefusalError } from './reply/refusal-error';
import { toSessionView } from './to-view';
import { advanceSession } from './turn/advance-session';
import type { SessionView } from './view';

export type ChangeVariables = {
  sessionId: string;
  set: JsonObject;
  /** The turn number that the caller saw last; by default the change is made whatever happened since. */
  ifTurn?: number | undefined;
};

/**
 * Sets variables of a session that is not finished, as a turn of its own.
 * Throws not_found, precondition_failed, session_finished, session_expired.
 */
export async function changeVariables(ctx: ServiceContext, input: ChangeVariables): Promise<SessionView> {
  const orgId = requireScope(ctx, 'sessions:write');
  const { sessionId, set, ifTurn } = input;
  ctx.touch?.(sessionId);
  requireStorable(set, ['set']);
  const event = { type: 'variables.changed' as const, at: ctx.clock.now(), set };
  const advanced = await advanceSession(ctx, { orgId, sessionId, steps: [{ event }], ifTurn });
  if (advanced.kind === 'duplicate') throw domainError('overloaded', { retryAfterMs: 1_000 });
  if (advanced.kind === 'unchanged' && advanced.outcome.kind === 'refused')
    throw toRefusalError(advanced.row, advanced.outcome);
  return toSessionView(advanced.row);
}
