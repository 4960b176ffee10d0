import { type BreakpointRow, countBreakpoints, insertBreakpoint } from '@/server/db/breakpoint/store';
import { lockOrganization } from '@/server/db/lock/rows';
import { domainError } from '@/server/shared/errors';
import { withChange } from '../audit/with-change';
import { actorName, type ServiceContext } from '../context';
import { getFlowHead } from '../flow/internal';
import { getVersionRow } from '../flow/version/get-version';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireNoIssues, requireValid } from '../require-valid';
import { requireWithinLimit } from '../require-within-limit';
import { requireSession } from '../session/require-session';
import { MOST_BREAKPOINTS } from './limits';
import { type NewBreakpoint, newBreakpointSchema } from './new-breakpoint';
import { type BreakpointView, toBreakpointView } from './view';

/**
 * Sets a breakpoint on a node of a published version: its sessions, or one of them, are held before the node. Throws not_found,
 * flow_not_published, invalid_request and limit_exceeded.
 */
export async function setBreakpoint(
  ctx: ServiceContext,
  { flowId: flowRef, ...input }: NewBreakpoint & { flowId: string },
): Promise<BreakpointView> {
  const orgId = requireOrgWideScope(ctx, 'sessions:debug');
  const given = requireValid(newBreakpointSchema, input);
  const { id: flowId, versionId } = await getFlowHead(ctx, orgId, flowRef);
  if (given.version === undefined && versionId === null) throw domainError('flow_not_published', { flowId });
  const ref = given.version === undefined ? { versionId: versionId ?? '' } : { number: given.version };
  const version = await getVersionRow(ctx, orgId, { flowId, ...ref });
  await requireNode(ctx, orgId, version.id, given);
  if (given.sessionId !== null) {
    const session = await requireSession(ctx, { orgId, sessionId: given.sessionId });
    if (session.flowId !== flowId) throw domainError('not_found', { thing: 'session', id: given.sessionId });
  }
  const now = new Date(ctx.clock.now());
  const row: BreakpointRow = {
    ...{ orgId, id: ctx.ids.uuid(now.getTime()), flowId, versionId: version.id },
    ...{ sessionId: given.sessionId, calledFlow: given.calledFlow, nodeId: given.nodeId },
    ...{ condition: given.condition || null, holdMs: given.holdMs, createdBy: actorName(ctx.actor) },
    ...{ createdAt: now, expiresAt: new Date(now.getTime() + given.activeMs) },
  };
  await withChange(ctx, async (tx) => {
    await lockOrganization(tx, { orgId });
    requireWithinLimit('breakpoints', MOST_BREAKPOINTS, (await countBreakpoints(tx, { orgId, now })) + 1);
    await insertBreakpoint(tx, row);
    const after = toBreakpointView(row, version.number);
    const change = { thingId: row.id, name: row.nodeId, before: null, after } as const;
    return { result: undefined, change: { action: 'breakpoint.set', ...change } };
  });
  await ctx.breakpoints.refresh();
  return toBreakpointView(row, version.number);
}

async function requireNode(
  ctx: ServiceContext,
  orgId: string,
  versionId: string,
  { calledFlow, nodeId }: { calledFlow: string; nodeId: string },
): Promise<void> {
  const own = await ctx.programs.get(orgId, versionId);
  const program = calledFlow === '' ? own : own.calls.get(calledFlow);
  if (!program) requireNoIssues([{ path: ['calledFlow'], message: 'is not a flow that the version calls' }]);
  if (!program?.nodes.has(nodeId))
    requireNoIssues([{ path: ['nodeId'], message: 'is not a node of the version' }]);
}
