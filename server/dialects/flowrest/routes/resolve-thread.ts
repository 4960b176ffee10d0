import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonReply } from '@/server/http/routing/openapi';
import { resolveThread } from '@/server/services/thread/resolve-thread';
import { OK } from '../answer-query';
import { getOwnChannel } from '../own-channel';
import { okReply } from '../schemas/replies';
import { resolveQuery, threadPath } from '../schemas/requests';
import { RUN_FAILURES } from './describe-route';

const route = createRoute({
  method: 'post',
  path: '/resolve/{threadId}',
  operationId: 'resolveThread',
  tags: ['Control'],
  summary: 'Resolve a thread',
  description:
    'A flow in a transfer continues as after a successful one; any other conversation ends, and the next message begins a new one. It has happened before the response, with or without writeConcern.',
  request: { params: threadPath, query: resolveQuery },
  responses: { 200: jsonReply('Done', okReply) },
});

/** WIRE.md#endpoints. */
export const resolveThreadEndpoint = () =>
  defineEndpoint(
    route,
    async ({ ctx, params: { threadId: externalId } }) => {
      const { id: channelId } = await getOwnChannel(ctx);
      await resolveThread(ctx, { channelId, externalId });
      return OK;
    },
    { failures: RUN_FAILURES },
  );
