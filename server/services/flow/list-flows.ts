import { selectFlows } from '@/server/db/flow-store';
import { type Page, type PageRequest, toPage } from '@/server/shared/page';
import { requireScope, type ServiceContext } from '../context';
import { parseTimeCursor } from '../time-cursor';
import { type FlowSummary, toFlowSummary } from './view';

export type ListFlowsInput = PageRequest & { search?: string | undefined };

/** Lists flows whose name or slug contains `search`, the latest change first. */
export async function listFlows(
  ctx: ServiceContext,
  { cursor, limit, search }: ListFlowsInput,
): Promise<Page<FlowSummary>> {
  const orgId = requireScope(ctx, 'flows:read');
  const after = parseTimeCursor(cursor);
  const rows = await selectFlows(ctx.db, { orgId, search: search?.trim() || null, after, take: limit + 1 });
  const { items, nextCursor } = toPage(rows, limit, (row) => [row.updatedAt.toISOString(), row.id]);
  return { items: items.map(toFlowSummary), nextCursor };
}
