import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonReply } from '@/server/http/routing/openapi';
import { OK } from '../answer-query';
import { resumeThread } from '../bot-control';
import { getOwnChannel } from '../own-channel';
import { okReply } from '../schemas/replies';
import { threadPath } from '../schemas/requests';
import { RUN_FAILURES } from './describe-route';

const route = createRoute({
  method: 'delete',
  path: '/pause/{threadId}',
  operationId: 'resumeBot',
  tags: ['Control'],
  summary: 'Resume the bot in a thread',
  description:
    'The bot replies again; a flow in a transfer continues. Resuming a running bot changes nothing.',
  request: { params: threadPath },
  responses: { 200: jsonReply('Done', okReply) },
});

/** WIRE.md#endpoints. */
export const resumeBotEndpoint = () =>
  defineEndpoint(
    route,
    async ({ ctx, params: { threadId: externalId } }) => {
      const { id: channelId } = await getOwnChannel(ctx);
      await resumeThread(ctx, { channelId, externalId });
      return OK;
    },
    { failures: RUN_FAILURES },
  );
