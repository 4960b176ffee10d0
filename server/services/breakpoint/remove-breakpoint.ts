import { type BreakpointRow, deleteBreakpoint, deleteBreakpointsOf } from '@/server/db/breakpoint/store';
import type { AuditedTransaction } from '@/server/db/connection/transaction';
import { endHolds } from '@/server/db/timer/holds';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import { type Change, withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { getFlowHead } from '../flow/internal';
import { requireOrgWideScope } from '../require-org-wide-scope';

/** Removes a breakpoint; the sessions that it holds are let go. Throws not_found. */
export async function removeBreakpoint(
  ctx: ServiceContext,
  { flowId: flowRef, breakpointId: id }: { flowId: string; breakpointId: string },
): Promise<void> {
  const orgId = requireOrgWideScope(ctx, 'sessions:debug');
  const { id: flowId } = await getFlowHead(ctx, orgId, flowRef);
  await withChange(ctx, async (tx) => {
    const row = isUuid(id) ? await deleteBreakpoint(tx, { orgId, flowId, id }) : null;
    if (!row) throw domainError('not_found', { thing: 'breakpoint', id });
    await endHolds(tx, { orgId, breakpoints: [id], now: new Date(ctx.clock.now()) });
    return { result: undefined, change: toRemoval(row) };
  });
  await ctx.breakpoints.refresh();
}

/** Removes the breakpoints of actors who lose the right to set them, in the transaction in which they do. */
export async function removeBreakpointsOf(
  tx: AuditedTransaction,
  { orgId, actors, at }: { orgId: string; actors: readonly string[]; at: Date },
): Promise<Change[]> {
  const rows = await deleteBreakpointsOf(tx, { orgId, actors });
  if (rows.length > 0) await endHolds(tx, { orgId, breakpoints: rows.map(({ id }) => id), now: at });
  return rows.map(toRemoval);
}

function toRemoval({ id, nodeId, calledFlow, condition, sessionId }: BreakpointRow): Change {
  const before = { nodeId, calledFlow, condition, sessionId };
  return { action: 'breakpoint.removed', thingId: id, name: nodeId, before, after: null };
}
