import { listFlows as listFlowRows } from '@/server/db/flow/store';
import { type Page, type PageRequest, toPage } from '@/server/shared/page';
import { requireScope, type ServiceContext } from '../context';
import { requireTimeCursor } from '../cursor';
import { toTagKey } from './tag-keys';
import { type FlowSummary, toFlowSummary } from './view';

export type ListFlowsInput = PageRequest & {
  search?: string | undefined;
  publishedOnly?: boolean | undefined;
  /** Whether the archived flows are listed, instead of the others. */
  archived?: boolean | undefined;
  /** A tag that they have, in any case. */
  tag?: string | undefined;
};

/** Lists flows whose name or slug contains `search` and that have a tag, all or only published ones, latest change first. */
export async function listFlows(
  ctx: ServiceContext,
  { cursor, limit, search, publishedOnly = false, archived = false, tag }: ListFlowsInput,
): Promise<Page<FlowSummary>> {
  const orgId = requireScope(ctx, 'flows:read');
  const after = requireTimeCursor(cursor);
  const sought = {
    orgId,
    search: search?.trim() || null,
    publishedOnly,
    archived,
    tagKey: tag ? toTagKey(tag) : null,
    take: limit + 1,
  };
  const rows = await listFlowRows(ctx.db, { ...sought, after });
  const { items, nextCursor } = toPage(rows, limit, (row) => [row.updatedAt.toISOString(), row.id]);
  return { items: items.map(toFlowSummary), nextCursor };
}
