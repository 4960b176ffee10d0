import { actorName, requireScope, type ServiceContext } from '../context';
import { toFinishedError } from './require-session';
import { toSessionView } from './to-view';
import type { AdvanceSession } from './turn/advance-request';
import { advanceSession } from './turn/advance-session';
import type { SessionView } from './view';

/**
 * Ends a session; a repeated call returns the same. The audit log names a member who ends one. Throws not_found, and
 * session_finished or session_expired when the session has finished in another way.
 */
export async function endSession(
  ctx: ServiceContext,
  { sessionId }: { sessionId: string },
): Promise<SessionView> {
  const orgId = requireScope(ctx, 'sessions:write');
  ctx.touch?.(sessionId);
  const steps = [{ event: { type: 'session.ended' as const, at: ctx.clock.now() } }];
  const advanced = await advanceSession(ctx, { orgId, sessionId, steps, audit: toAudit(ctx, orgId) });
  if (advanced.kind === 'duplicate') throw new Error('endSession sets no idempotency key');
  if (advanced.kind === 'unchanged' && advanced.row.status !== 'ended') throw toFinishedError(advanced.row);
  return toSessionView(advanced.row);
}

// Programs end their own sessions all day: their turns are record enough.
function toAudit({ actor }: ServiceContext, orgId: string): AdvanceSession['audit'] {
  if (actor.type !== 'user') return undefined;
  // Its id is its name, too: the address of a person would stay in the log after they are erased.
  return ({ id, status }) => ({
    ...{ orgId, actor: actorName(actor), action: 'session.ended', thingId: id, name: id },
    ...{ before: { status }, after: { status: 'ended' } },
  });
}
