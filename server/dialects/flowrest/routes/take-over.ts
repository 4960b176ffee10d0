import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonReply } from '@/server/http/routing/openapi';
import { getThread } from '@/server/services/thread/find-thread';
import { announce, OK } from '../answer-query';
import { pauseThread } from '../bot-control';
import { getOwnChannel } from '../own-channel';
import { okReply } from '../schemas/replies';
import { threadPath } from '../schemas/requests';
import { RUN_FAILURES } from './describe-route';

const route = createRoute({
  method: 'post',
  path: '/takeover/{threadId}',
  operationId: 'takeOver',
  tags: ['Control'],
  summary: 'Take a thread over (deprecated by the vendor)',
  description: 'Pauses the bot until it is resumed or the thread is resolved.',
  deprecated: true,
  request: { params: threadPath },
  responses: { 200: jsonReply('Done', okReply) },
});

/** WIRE.md#endpoints; the webhook event is `takeover`. */
export const takeOverEndpoint = () =>
  defineEndpoint(
    route,
    async ({ ctx, params: { threadId: externalId } }) => {
      const { id: channelId } = await getOwnChannel(ctx);
      const ref = { channelId, externalId };
      await pauseThread(ctx, { ref, waiting: false });
      const { id: threadId } = await getThread(ctx, ref);
      const body = { status: 'ok', threadId: externalId };
      await announce(ctx, { type: 'takeover', body, channelId, threadId });
      return OK;
    },
    { failures: RUN_FAILURES },
  );
