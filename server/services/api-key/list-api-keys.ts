import { selectKeys } from '@/server/db/api-key-store';
import { isUuid } from '@/server/shared/ids';
import { type Page, type PageRequest, toPage } from '@/server/shared/page';
import { requireScope, type ServiceContext } from '../context';
import { parseTimeCursor } from '../time-cursor';
import { type ApiKeyView, toApiKeyView } from './view';

export type ListApiKeys = PageRequest & {
  /** Only the keys that speak for this channel. */
  channelId?: string | undefined;
};

/** Lists the organization's keys, revoked and expired ones too, newest first. */
export async function listApiKeys(
  ctx: ServiceContext,
  { cursor, limit, channelId }: ListApiKeys,
): Promise<Page<ApiKeyView>> {
  const orgId = requireScope(ctx, 'keys:read');
  const after = parseTimeCursor(cursor);
  if (channelId && !isUuid(channelId)) return { items: [], nextCursor: null };
  const rows = await selectKeys(ctx.db, {
    orgId,
    channelId: channelId ?? null,
    after: after && { createdAt: after.at, id: after.id },
    take: limit + 1,
  });
  const { items, nextCursor } = toPage(rows, limit, (row) => [row.createdAt.toISOString(), row.id]);
  return { items: items.map((row) => toApiKeyView(row, ctx.clock.now())), nextCursor };
}
