import { z } from 'zod';
import { findRoom, insertRoom } from '@/server/db/room/store';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { makeOnce } from '../idempotency/make-once';
import { parseGiven } from '../parse-given';
import { requireWholeOrg } from '../require-whole-org';
import { requireRoomFlow, roomMode, roomName } from './internal';
import { toRoomChange } from './room-change';
import { type RoomView, toRoomView } from './view';

const newRoom = z.object({
  name: roomName,
  mode: roomMode,
  flowId: z
    .string()
    .nullish()
    .transform((flowId) => flowId ?? null),
});

export type CreateRoomInput = z.input<typeof newRoom>;

/** Makes a room; `flowId` is required unless people alone reply there. Throws invalid_request. */
export async function createRoom(ctx: ServiceContext, input: CreateRoomInput): Promise<RoomView> {
  const orgId = requireWholeOrg(ctx, 'channels:write');
  const room = parseGiven(newRoom, input);
  await requireRoomFlow(ctx, { ...room, orgId });
  const at = new Date(ctx.clock.now());
  const row = await makeOnce(ctx, {
    find: (roomId) => findRoom(ctx.db, { orgId, roomId }),
    make: (id) =>
      withChange(ctx, async (tx) => {
        const result = await insertRoom(tx, { ...room, orgId, id, createdAt: at, updatedAt: at });
        return { result, change: toRoomChange('created', null, toRoomView(result)) };
      }),
  });
  return toRoomView(row);
}
