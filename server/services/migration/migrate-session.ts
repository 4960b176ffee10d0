import type { VersionRef } from '@/server/engine/replay/recording';
import { domainError } from '@/server/shared/errors';
import { withChange } from '../audit/with-change';
import { requireScope, type ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireSession } from '../session/require-session';
import { writeMove } from './commit-move';
import { tryToMove } from './move-session';
import type { PlannedMove } from './plan-move';
import { readTarget } from './read-target';

export type MigrateSession = {
  sessionId: string;
  /** The number of the version; that of the published one by default. */
  version?: number | undefined;
};

/** A session that was moved; `turns` were replayed, and `turnNo` is the number of the turn that moved it. */
export type MigratedSession = {
  sessionId: string;
  from: VersionRef;
  to: VersionRef;
  turns: number;
  turnNo: number;
};

/**
 * Moves a session to another version of its flow, if its conversation would have been the same there and waits for the same.
 * Throws not_found, flow_not_published, and session_not_movable with the reason.
 */
export async function migrateSession(
  ctx: ServiceContext,
  { sessionId, version }: MigrateSession,
): Promise<MigratedSession> {
  requireScope(ctx, 'sessions:read');
  const orgId = requireOrgWideScope(ctx, 'flows:write');
  const { flowId } = await requireSession(ctx, { orgId, sessionId });
  const target = await readTarget(ctx, { orgId, flowId, number: version });
  const { version: to } = target;
  const commit = (plan: PlannedMove): Promise<boolean> =>
    withChange(ctx, async (tx) => {
      const result = await writeMove(tx, ctx, { orgId, plan, to });
      const sides = { before: { version: plan.from }, after: { version: to } };
      const change = { action: 'session.moved', thingId: sessionId, name: sessionId, ...sides } as const;
      return { result, change: result ? change : null };
    });
  const result = await tryToMove(ctx, { orgId, sessionId, target, commit });
  if (result.moved) {
    const { from, turns, beforeTurn } = result;
    return { sessionId, from, to, turns, turnNo: beforeTurn + 1 };
  }
  const { reason, turn, node } = result;
  throw domainError('session_not_movable', { reason, turn, node });
}
