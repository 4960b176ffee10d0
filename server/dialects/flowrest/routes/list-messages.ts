import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonReply } from '@/server/http/routing/openapi';
import { getThread } from '@/server/services/thread/find-thread';
import { listThreadMessages } from '@/server/services/thread/list-thread-messages';
import { answerQuery } from '../answer-query';
import { toHistory } from '../outbound/history';
import { getOwnChannel } from '../own-channel';
import { historyReply } from '../schemas/replies';
import { historyQuery, threadPath } from '../schemas/requests';

const PAGE_SIZE = 20;

const route = createRoute({
  method: 'get',
  path: '/messages/{threadId}',
  operationId: 'listMessages',
  tags: ['Messages'],
  summary: 'Get the messages of a thread',
  description: 'Messages in pages of 20, oldest first.',
  request: { params: threadPath, query: historyQuery },
  responses: { 200: jsonReply('With sync=true the messages under result', historyReply) },
});

/** WIRE.md#history-object; the webhook event is `history`. */
export const listMessagesEndpoint = () =>
  defineEndpoint(route, async ({ ctx, isHead, params: { threadId: externalId }, query }) => {
    const { sync, page, event, events } = query;
    const channel = await getOwnChannel(ctx);
    const ref = { channelId: channel.id, externalId };
    const thread = await getThread(ctx, ref);
    const found = await listThreadMessages(ctx, { ...ref, page, size: PAGE_SIZE });
    const body = toHistory({ ...found, channel, thread, withEvents: event || events });
    return answerQuery(ctx, sync || isHead(), {
      type: 'history',
      body,
      channelId: channel.id,
      threadId: thread.id,
    });
  });
