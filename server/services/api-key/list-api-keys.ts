import { listApiKeys as listApiKeyRows } from '@/server/db/api-key/store';
import { isUuid } from '@/server/shared/ids';
import { type Page, type PageRequest, toPage } from '@/server/shared/page';
import { requireScope, type ServiceContext } from '../context';
import { requireTimeCursor } from '../cursor';
import { type ApiKeyView, toApiKeyView } from './view';

export type ListApiKeys = PageRequest & {
  /** Only the keys of this channel. */
  channelId?: string | undefined;
  /** A part of the name or of the visible part of the key. */
  search?: string | undefined;
  /** Leaves out revoked and expired keys. */
  activeOnly?: boolean | undefined;
};

/** Lists the organization's keys, newest first, including revoked and expired ones by default. */
export async function listApiKeys(
  ctx: ServiceContext,
  { cursor, limit, channelId, search, activeOnly = false }: ListApiKeys,
): Promise<Page<ApiKeyView>> {
  const orgId = requireScope(ctx, 'keys:read');
  const after = requireTimeCursor(cursor);
  if (channelId !== undefined && !isUuid(channelId)) return { items: [], nextCursor: null };
  const rows = await listApiKeyRows(ctx.db, {
    orgId,
    channelId: channelId ?? null,
    search: search?.trim().replace(/^parley_/, '') || null,
    activeAt: activeOnly ? new Date(ctx.clock.now()) : null,
    after: after && { createdAt: after.at, id: after.id },
    take: limit + 1,
  });
  const { items, nextCursor } = toPage(rows, limit, (row) => [row.createdAt.toISOString(), row.id]);
  return { items: items.map((row) => toApiKeyView(row, ctx.clock.now())), nextCursor };
}
