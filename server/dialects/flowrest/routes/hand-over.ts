import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { OK } from '../answer-query';
import { pauseThread } from '../bot-control';
import { getOwnChannel } from '../own-channel';
import { okReply } from '../schemas/replies';
import { handoverBody, threadPath } from '../schemas/requests';
import { RUN_FAILURES } from './describe-route';

const route = createRoute({
  method: 'post',
  path: '/handover/{threadId}',
  operationId: 'handOver',
  tags: ['Control'],
  summary: 'Hand a thread over to people',
  description:
    'Pauses the bot and puts the thread into the waiting queue; with secondsToPause the bot resumes after that time.',
  request: { params: threadPath, body: jsonBody(handoverBody, { required: false }) },
  responses: { 200: jsonReply('Done', okReply) },
});

/** WIRE.md#endpoints. */
export const handOverEndpoint = () =>
  defineEndpoint(
    route,
    async ({ ctx, params: { threadId: externalId }, body: { secondsToPause } }) => {
      const { id: channelId } = await getOwnChannel(ctx);
      await pauseThread(ctx, {
        ref: { channelId, externalId },
        waiting: true,
        ...(secondsToPause && { forMs: secondsToPause * 1_000 }),
      });
      return OK;
    },
    { failures: RUN_FAILURES },
  );
