import type { SessionRow } from '@/server/db/session/row';
import type { EngineEvent } from '@/server/engine/protocol';
import type { Hold } from '@/server/engine/session';
import { domainError } from '@/server/shared/errors';
import type { AuditedAction } from '../../audit/audited-actions';
import { actorName, type ServiceContext } from '../../context';
import { requireOrgWideScope } from '../../require-org-wide-scope';
import { toSessionView } from '../to-view';
import { advanceSession } from '../turn/advance-session';
import type { SessionView } from '../view';

/** The hold of a session; null for one that is not held. */
export function findHold({
  finishedAt,
  state: { wait },
}: Pick<SessionRow, 'finishedAt' | 'state'>): Hold | null {
  return finishedAt === null && wait?.type === 'held' ? wait : null;
}

/** Returns the hold of a session; throws session_not_held. */
export function requireHold(row: SessionRow): Hold {
  const hold = findHold(row);
  if (!hold) throw domainError('session_not_held', { status: row.status });
  return hold;
}

export type HeldAdvance = {
  sessionId: string;
  /** The turn number that the caller saw last; by default the session goes on whatever happened since. */
  ifTurn?: number | undefined;
  action: AuditedAction;
  /** What the audit log says about it. */
  note: object;
  toEvent(hold: Hold): EngineEvent;
};

/** Takes a turn of a session that is held, with its audit entry. Throws not_found, precondition_failed and session_not_held. */
export async function advanceHeld(
  ctx: ServiceContext,
  { sessionId, ifTurn, action, note, toEvent }: HeldAdvance,
): Promise<SessionView> {
  const orgId = requireOrgWideScope(ctx, 'sessions:debug');
  ctx.touch?.(sessionId);
  const advanced = await advanceSession(ctx, {
    ...{ orgId, sessionId, ifTurn },
    steps: (row) => [{ event: toEvent(requireHold(row)) }],
    audit: (row) => {
      const { flow, node } = requireHold(row).stop;
      const change = { name: node, before: null, after: { flow, node, ...note } };
      return { orgId, actor: actorName(ctx.actor), action, thingId: sessionId, ...change };
    },
  });
  if (advanced.kind === 'duplicate') throw domainError('overloaded', { retryAfterMs: 1_000 });
  if (advanced.kind === 'unchanged') {
    if (advanced.outcome.kind === 'refused' && advanced.outcome.reason === 'state_full')
      throw domainError('limit_exceeded', { limit: 'characters of the state', max: advanced.outcome.max });
    throw domainError('session_not_held', { status: advanced.row.status });
  }
  return toSessionView(advanced.row);
}
