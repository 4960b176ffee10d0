import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonBody, jsonReply } from '@/server/http/openapi';
import { createRoom } from '@/server/services/room/create-room';
import { createRoomBody, room } from '../channel-schemas';
import { orgPath } from '../schemas';
import { FAILURES } from './describe-route';

const route = createRoute({
  method: 'post',
  path: '/orgs/{orgId}/rooms',
  summary: 'Make a room',
  description:
    'Conversations of channels are held in rooms: by a flow, by people with proposals of a flow, or by people alone.',
  request: { params: orgPath, body: jsonBody(createRoomBody, { required: true }) },
  responses: { 201: jsonReply('The room', room), ...FAILURES },
});

/** Make a room. */
export const createRoomEndpoint = defineEndpoint(route, async ({ ctx, body }) => ({
  status: 201,
  body: await createRoom(ctx, body),
}));
