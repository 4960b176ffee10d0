import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonReply } from '@/server/http/openapi';
import { getRoom } from '@/server/services/room/get-room';
import { room, roomPath } from '../channel-schemas';
import { NAMED_FAILURES } from './describe-route';

const route = createRoute({
  method: 'get',
  path: '/orgs/{orgId}/rooms/{roomId}',
  summary: 'Read a room',
  description: 'Its mode, its flow, and how many channels hold their conversations in it.',
  request: { params: roomPath },
  responses: { 200: jsonReply('The room', room), ...NAMED_FAILURES },
});

/** Read a room. */
export const getRoomEndpoint = defineEndpoint(route, async ({ ctx, params: { roomId } }) => ({
  status: 200,
  body: await getRoom(ctx, { roomId }),
}));
