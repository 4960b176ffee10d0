import { type DeliveryFilter, listDeliveries as listDeliveryRows } from '@/server/db/delivery/list';
import { isUuid } from '@/server/shared/ids';
import { type Page, type PageRequest, toPage } from '@/server/shared/page';
import { requireScope, type ServiceContext } from '../context';
import { requireTimeCursor } from '../cursor';
import { toControlQueueId } from './control-queue';
import { ownChannel } from './get-delivery';
import { type DeliveryView, toDeliveryView } from './view';

export type ListDeliveries = PageRequest &
  Omit<DeliveryFilter, 'queueIds'> & {
    threadId?: string | undefined;
  };

/**
 * Lists deliveries, newest first; a key of one channel sees only its own. Throws invalid_request for an invalid
 * cursor.
 */
export async function listDeliveries(
  ctx: ServiceContext,
  input: ListDeliveries,
): Promise<Page<DeliveryView>> {
  const orgId = requireScope(ctx, 'deliveries:read');
  const { cursor, limit, threadId, search, ...filter } = input;
  const after = requireTimeCursor(cursor);
  const own = ownChannel(ctx);
  const channelId = filter.channelId ?? own ?? undefined;
  const ids = [channelId, filter.sessionId, threadId];
  const isElsewhere = own !== null && channelId !== own;
  if (isElsewhere || ids.some((id) => id !== undefined && !isUuid(id)))
    return { items: [], nextCursor: null };
  const rows = await listDeliveryRows(ctx.db, {
    ...filter,
    search: search?.trim() || undefined,
    channelId,
    queueIds: threadId === undefined ? undefined : [threadId, toControlQueueId(threadId)],
    orgId,
    after,
    take: limit + 1,
  });
  const page = toPage(rows, limit, ({ createdAt, id }) => [createdAt.toISOString(), id]);
  return { ...page, items: page.items.map(toDeliveryView) };
}
