import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonReply } from '@/server/http/routing/openapi';
import { OK } from '../answer-query';
import { pauseThread } from '../bot-control';
import { getOwnChannel } from '../own-channel';
import { okReply } from '../schemas/replies';
import { threadPath } from '../schemas/requests';

const route = createRoute({
  method: 'post',
  path: '/pause/{threadId}',
  operationId: 'pauseBot',
  tags: ['Control'],
  summary: 'Pause the bot in a thread',
  description: 'Messages are recorded and not answered until the bot is resumed or the thread resolved.',
  request: { params: threadPath },
  responses: { 200: jsonReply('Done', okReply) },
});

/** WIRE.md#endpoints. */
export const pauseBotEndpoint = () =>
  defineEndpoint(route, async ({ ctx, params: { threadId: externalId } }) => {
    const { id: channelId } = await getOwnChannel(ctx);
    await pauseThread(ctx, { ref: { channelId, externalId } });
    return OK;
  });
