import { listVersions as listVersionRows } from '@/server/db/flow-version/published';
import { type Page, type PageRequest, parseCursor, toPage } from '@/server/shared/page';
import { requireScope, type ServiceContext } from '../../context';
import { invalidCursor } from '../../cursor';
import { getFlowHead } from '../internal';
import { toVersionView, type VersionView } from '../view';

/** Lists a flow's published versions, newest first; throws not_found. */
export async function listVersions(
  ctx: ServiceContext,
  { flowId, cursor, limit }: PageRequest & { flowId: string },
): Promise<Page<VersionView>> {
  const orgId = requireScope(ctx, 'flows:read');
  const flow = await getFlowHead(ctx, orgId, flowId);
  const rows = await listVersionRows(ctx.db, {
    orgId,
    flowId: flow.id,
    below: toNumber(cursor),
    take: limit + 1,
  });
  const { items, nextCursor } = toPage(rows, limit, (row) => [String(row.number)]);
  return { items: items.map(toVersionView), nextCursor };
}

function toNumber(cursor: string | undefined): number | null {
  if (cursor === undefined) return null;
  const [part = ''] = parseCursor(cursor, 1) ?? [];
  if (/^\d{1,9}$/.test(part)) return Number(part);
  throw invalidCursor();
}
