import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonReply } from '@/server/http/openapi';
import { removeRoom } from '@/server/services/room/remove-room';
import { roomPath } from '../channel-schemas';
import { errorBody } from '../schemas';
import { NAMED_FAILURES } from './describe-route';

const route = createRoute({
  method: 'delete',
  path: '/orgs/{orgId}/rooms/{roomId}',
  summary: 'Remove a room',
  description: 'Refused while channels hold their conversations in it.',
  request: { params: roomPath },
  responses: {
    204: { description: 'It is gone' },
    ...NAMED_FAILURES,
    409: jsonReply('room_in_use: move its channels first', errorBody),
  },
});

/** Remove a room. */
export const removeRoomEndpoint = defineEndpoint(route, async ({ ctx, params: { roomId } }) => {
  await removeRoom(ctx, { roomId });
  return { status: 204 };
});
