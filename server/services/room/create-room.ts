import { z } from 'zod';
import { findRoom, insertRoom } from '@/server/db/room-store';
import type { ServiceContext } from '../context';
import { makeOnce } from '../idempotency/make-once';
import { parseGiven } from '../parse-given';
import { requireWholeOrg } from '../require-whole-org';
import { requireRoomFlow, roomMode, roomName } from './internal';
import { recordRoom } from './record-room';
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
    make: (id) => insertRoom(ctx.db, { ...room, orgId, id, createdAt: at, updatedAt: at }),
  });
  const made = toRoomView(row);
  await recordRoom(ctx, 'created', null, made);
  return made;
}
