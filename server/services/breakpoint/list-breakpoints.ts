import { listBreakpoints as listRows } from '@/server/db/breakpoint/store';
import type { ServiceContext } from '../context';
import { getFlowHead } from '../flow/internal';
import { getVersionRow } from '../flow/version/get-version';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { type BreakpointView, toBreakpointView } from './view';

/** Lists the breakpoints of a flow that have not expired, the newest first. Throws not_found. */
export async function listBreakpoints(
  ctx: ServiceContext,
  { flowId: flowRef }: { flowId: string },
): Promise<BreakpointView[]> {
  const orgId = requireOrgWideScope(ctx, 'flows:read');
  const { id: flowId } = await getFlowHead(ctx, orgId, flowRef);
  const rows = await listRows(ctx.db, { orgId, flowId, now: new Date(ctx.clock.now()) });
  const numbers = new Map<string, number>();
  for (const versionId of new Set(rows.map((row) => row.versionId)))
    numbers.set(versionId, (await getVersionRow(ctx, orgId, { flowId, versionId })).number);
  return rows.map((row) => toBreakpointView(row, numbers.get(row.versionId) ?? 0));
}
