import { listRooms as listRoomRows } from '@/server/db/room/store';
import { type Page, type PageRequest, toPage } from '@/server/shared/page';
import type { ServiceContext } from '../context';
import { requireTimeCursor } from '../cursor';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { type RoomView, toRoomView } from './view';

/** Lists the organization's rooms, newest first. */
export async function listRooms(
  ctx: ServiceContext,
  { cursor, limit, search }: PageRequest & { search?: string | undefined },
): Promise<Page<RoomView>> {
  const orgId = requireOrgWideScope(ctx, 'channels:read');
  const rows = await listRoomRows(ctx.db, {
    orgId,
    search: search?.trim() || null,
    after: requireTimeCursor(cursor),
    take: limit + 1,
  });
  const { items, nextCursor } = toPage(rows, limit, (row) => [row.createdAt.toISOString(), row.id]);
  return { items: items.map(toRoomView), nextCursor };
}
