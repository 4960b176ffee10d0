import { findRoom, insertRoom } from '@/server/db/room/store';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { createOnce } from '../idempotency/create-once';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireValid } from '../require-valid';
import { requireRoomFlow } from './internal';
import { toRoomChange } from './room-change';
import { type CreateRoomInput, newRoomSchema } from './schema';
import { type RoomView, toRoomView } from './view';

/** Creates a room; `flowId` is required unless only people reply there. Throws invalid_request. */
export async function createRoom(ctx: ServiceContext, input: CreateRoomInput): Promise<RoomView> {
  const orgId = requireOrgWideScope(ctx, 'channels:write');
  const given = requireValid(newRoomSchema, input);
  const room = { ...given, flowId: await requireRoomFlow(ctx, { ...given, orgId }) };
  const at = new Date(ctx.clock.now());
  const row = await createOnce(ctx, {
    find: (roomId) => findRoom(ctx.db, { orgId, roomId }),
    create: (id) =>
      withChange(ctx, async (tx) => {
        const result = await insertRoom(tx, { ...room, orgId, id, createdAt: at, updatedAt: at });
        return { result, change: toRoomChange('created', null, toRoomView(result)) };
      }),
  });
  return toRoomView(row);
}
