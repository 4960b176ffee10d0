import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonReply } from '@/server/http/routing/openapi';
import { listThreads } from '@/server/services/thread/list-threads';
import { answerQuery } from '../answer-query';
import { getOwnChannel } from '../own-channel';
import { threadsReply } from '../schemas/replies';
import { pageQuery } from '../schemas/requests';

const PAGE_SIZE = 20;

const route = createRoute({
  method: 'get',
  path: '/threads',
  operationId: 'listThreads',
  tags: ['Threads'],
  summary: 'Get the threads of the channel',
  description: 'Ids in pages of 20, newest first.',
  request: { query: pageQuery },
  responses: { 200: jsonReply('With sync=true the ids under result', threadsReply) },
});

/** WIRE.md#endpoints; `page` is returned as a text, the webhook event is `threads`. */
export const listThreadsEndpoint = () =>
  defineEndpoint(route, async ({ ctx, isHead, query: { sync, page } }) => {
    const { id: channelId } = await getOwnChannel(ctx);
    const { threads, pages } = await listThreads(ctx, { channelId, page, size: PAGE_SIZE });
    const ids = threads.map(({ externalId }) => externalId);
    const body = { status: 'ok', result: { threads: ids, page: String(page), pages } };
    return answerQuery(ctx, sync || isHead(), { type: 'threads', body, channelId });
  });
