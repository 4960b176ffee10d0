import { deleteRoom } from '@/server/db/room-store';
import { domainError } from '@/server/shared/errors';
import type { ServiceContext } from '../context';
import { requireWholeOrg } from '../require-whole-org';
import { getRoomRow } from './internal';
import { recordRoom } from './record-room';
import { toRoomView } from './view';

/** Removes a room that no channel uses; sessions held there keep its id as their record. Throws not_found and room_in_use. */
export async function removeRoom(ctx: ServiceContext, { roomId }: { roomId: string }): Promise<void> {
  const orgId = requireWholeOrg(ctx, 'channels:write');
  const room = toRoomView(await getRoomRow(ctx, orgId, roomId));
  const { channels } = room;
  const isRemoved = channels === 0 && (await deleteRoom(ctx.db, { orgId, roomId }));
  if (!isRemoved) throw domainError('room_in_use', { channels: Math.max(channels, 1) });
  await recordRoom(ctx, 'removed', room, null);
}
