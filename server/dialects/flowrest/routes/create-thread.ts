import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonReply } from '@/server/http/routing/openapi';
import { startThread } from '@/server/services/thread/start-thread';
import { getOwnChannel } from '../own-channel';
import { newThreadReply } from '../schemas/replies';

const route = createRoute({
  method: 'post',
  path: '/messages',
  operationId: 'createThread',
  tags: ['Messages'],
  summary: 'Create a thread id',
  description: 'Opens an empty conversation with a unique id.',
  responses: { 200: jsonReply('The id', newThreadReply) },
});

/** WIRE.md#endpoints; always answered in the response. */
export const createThreadEndpoint = () =>
  defineEndpoint(route, async ({ ctx }) => {
    const channel = await getOwnChannel(ctx);
    const threadId = `${ctx.ids.uuid(ctx.clock.now())}|w_${channel.id}`;
    await startThread(ctx, { channelId: channel.id, externalId: threadId });
    return { status: 200, body: { status: 'ok', threadId } };
  });
