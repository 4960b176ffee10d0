import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonReply } from '@/server/http/openapi';
import { listRooms } from '@/server/services/room/list-rooms';
import { roomList } from '../channel-schemas';
import { orgPath, pageQuery } from '../schemas';
import { FAILURES } from './describe-route';

const route = createRoute({
  method: 'get',
  path: '/orgs/{orgId}/rooms',
  summary: 'List rooms',
  description: 'Where people answer, and how, the newest first.',
  request: { params: orgPath, query: pageQuery },
  responses: { 200: jsonReply('Rooms, the newest first', roomList), ...FAILURES },
});

/** List rooms. */
export const listRoomsEndpoint = defineEndpoint(route, async ({ ctx, query }) => ({
  status: 200,
  body: await listRooms(ctx, query),
}));
