import { selectKeys } from '@/server/db/api-key-store';
import { type Page, type PageRequest, toPage } from '@/server/shared/page';
import { requireScope, type ServiceContext } from '../context';
import { parseTimeCursor } from '../time-cursor';
import { type ApiKeyView, toApiKeyView } from './view';

/** Lists the organization's keys, revoked and expired ones too, newest first. */
export async function listApiKeys(
  ctx: ServiceContext,
  { cursor, limit }: PageRequest,
): Promise<Page<ApiKeyView>> {
  const orgId = requireScope(ctx, 'keys:read');
  const after = parseTimeCursor(cursor);
  const rows = await selectKeys(ctx.db, orgId, after && { createdAt: after.at, id: after.id }, limit + 1);
  const { items, nextCursor } = toPage(rows, limit, (row) => [row.createdAt.toISOString(), row.id]);
  return { items: items.map((row) => toApiKeyView(row, ctx.clock.now())), nextCursor };
}
