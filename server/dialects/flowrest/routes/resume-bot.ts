import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonReply } from '@/server/http/routing/openapi';
import { OK } from '../answer-query';
import { resumeThread } from '../bot-control';
import { getOwnChannel } from '../own-channel';
import { okReply, threadPath } from '../schemas';
import { FAILURES } from './describe-route';

const route = createRoute({
  method: 'delete',
  path: '/pause/{threadId}',
  summary: 'Resume the bot in a thread',
  description:
    'The bot answers again; a flow that waits for a person goes on. Resuming what goes on changes nothing.',
  request: { params: threadPath },
  responses: { 200: jsonReply('Done', okReply), ...FAILURES },
});

/** WIRE.md#endpoints. */
export const resumeBotEndpoint = () =>
  defineEndpoint(route, async ({ ctx, params: { threadId: externalId } }) => {
    const { id: channelId } = await getOwnChannel(ctx);
    await resumeThread(ctx, { channelId, externalId });
    return OK;
  });
