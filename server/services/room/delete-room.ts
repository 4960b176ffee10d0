import { deleteRoom as deleteRoomRow } from '@/server/db/room/store';
import { domainError } from '@/server/shared/errors';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { getRoomRow } from './internal';
import { toRoomChange } from './room-change';
import { toRoomView } from './view';

/** Deletes a room that no channel uses; earlier sessions keep its id. Throws not_found and room_in_use. */
export async function deleteRoom(ctx: ServiceContext, { roomId }: { roomId: string }): Promise<void> {
  const orgId = requireOrgWideScope(ctx, 'channels:write');
  const room = toRoomView(await getRoomRow(ctx, orgId, roomId));
  const { channels } = room;
  await withChange(ctx, async (tx) => {
    const isRemoved = channels === 0 && (await deleteRoomRow(tx, { orgId, roomId }));
    if (!isRemoved) throw domainError('room_in_use', { channels: Math.max(channels, 1) });
    return { result: undefined, change: toRoomChange('removed', room, null) };
  });
}
