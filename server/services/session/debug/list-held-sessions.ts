import { listHeldSessions as listRows } from '@/server/db/timer/holds';
import { MOST_HELD_SESSIONS } from '../../breakpoint/limits';
import { requireScope, type ServiceContext } from '../../context';
import { requireOrgWideScope } from '../../require-org-wide-scope';

/** A session that a breakpoint holds; it is let go at `until`, unless a person keeps it. */
export type HeldSummary = {
  sessionId: string;
  flowId: string;
  isTest: boolean;
  calledFlow: string;
  nodeId: string;
  breakpointId: string;
  since: Date;
  until: Date;
};

/** Lists the held sessions of the organization, those that are let go first at the beginning. */
export async function listHeldSessions(ctx: ServiceContext): Promise<HeldSummary[]> {
  requireScope(ctx, 'sessions:read');
  const orgId = requireOrgWideScope(ctx, 'sessions:debug');
  const rows = await listRows(ctx.db, { orgId, limit: 2 * MOST_HELD_SESSIONS });
  return rows.map(({ id: sessionId, flowId, isTest, hold: { stop, at }, until }) => ({
    ...{ sessionId, flowId, isTest, calledFlow: stop.flow, nodeId: stop.node },
    ...{ breakpointId: stop.breakpoint, since: new Date(at), until },
  }));
}
