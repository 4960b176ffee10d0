import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonBody, jsonReply } from '@/server/http/openapi';
import { updateRoom } from '@/server/services/room/update-room';
import { room, roomPath, updateRoomBody } from '../channel-schemas';
import { NAMED_FAILURES } from './describe-route';

const route = createRoute({
  method: 'patch',
  path: '/orgs/{orgId}/rooms/{roomId}',
  summary: 'Change a room',
  description: 'What is left out stays; a room that goes over to people lets go of its flow.',
  request: { params: roomPath, body: jsonBody(updateRoomBody, { required: true }) },
  responses: { 200: jsonReply('The room', room), ...NAMED_FAILURES },
});

/** Change a room. */
export const updateRoomEndpoint = defineEndpoint(route, async ({ ctx, params: { roomId }, body }) => ({
  status: 200,
  body: await updateRoom(ctx, { ...body, roomId }),
}));
