import { updateRoom as updateRoomRow } from '@/server/db/room/store';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireValid } from '../require-valid';
import { getRoomRow, requireRoomFlow, requireRoomRow } from './internal';
import { toRoomChange } from './room-change';
import { roomChangeSchema, type UpdateRoomInput } from './schema';
import { type RoomView, toRoomView } from './view';

/**
 * Changes only the given fields; a room that switches to people loses its flow. Applies to later messages. Throws
 * not_found and invalid_request.
 */
export async function updateRoom(
  ctx: ServiceContext,
  { roomId, ...input }: UpdateRoomInput,
): Promise<RoomView> {
  const orgId = requireOrgWideScope(ctx, 'channels:write');
  const given = requireValid(roomChangeSchema, input);
  const before = await getRoomRow(ctx, orgId, roomId);
  const mode = given.mode ?? before.mode;
  const wanted = given.flowId !== undefined ? given.flowId : mode === 'people' ? null : before.flowId;
  const flowId = await requireRoomFlow(ctx, { orgId, mode, flowId: wanted });
  const name = given.name ?? before.name;
  const updatedAt = new Date(ctx.clock.now());
  const after = await withChange(ctx, async (tx) => {
    const changed = await updateRoomRow(tx, { orgId, roomId }, { name, mode, flowId, updatedAt });
    const result = toRoomView(requireRoomRow(changed, roomId));
    return { result, change: toRoomChange('updated', toRoomView(before), result) };
  });
  // The channel cache includes rooms.
  ctx.channels.invalidate();
  return after;
}
