import { z } from 'zod';
import { createRoom } from '@/server/services/room/create-room';
import { deleteRoom } from '@/server/services/room/delete-room';
import { getRoom } from '@/server/services/room/get-room';
import { listRooms } from '@/server/services/room/list-rooms';
import { newRoomSchema, roomChangeSchema } from '@/server/services/room/schema';
import { updateRoom } from '@/server/services/room/update-room';
import { idInput, pageInput, searchInput } from '../inputs';
import { memberProcedure, router } from '../trpc';

const roomInput = z.object({ roomId: idInput });

/** Rooms, which group conversations and decide who answers them. */
export const roomRouter = router({
  list: memberProcedure
    .input(pageInput.extend({ search: searchInput }))
    .query(({ ctx, input }) => listRooms(ctx.service, input)),
  get: memberProcedure.input(roomInput).query(({ ctx, input }) => getRoom(ctx.service, input)),
  create: memberProcedure.input(newRoomSchema).mutation(({ ctx, input }) => createRoom(ctx.service, input)),
  update: memberProcedure
    .input(roomInput.extend(roomChangeSchema.shape))
    .mutation(({ ctx, input }) => updateRoom(ctx.service, input)),
  remove: memberProcedure.input(roomInput).mutation(({ ctx, input }) => deleteRoom(ctx.service, input)),
});
