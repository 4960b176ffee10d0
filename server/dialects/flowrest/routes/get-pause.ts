import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonReply } from '@/server/http/routing/openapi';
import { getThread } from '@/server/services/thread/find-thread';
import { findThreadSession } from '@/server/services/thread/find-thread-session';
import { isHeldByPeople } from '@/server/services/thread/is-held-by-people';
import { answerQuery } from '../answer-query';
import { toPauseBody } from '../outbound/webhooks';
import { getOwnChannel } from '../own-channel';
import { pauseReply } from '../schemas/replies';
import { syncQuery, threadPath } from '../schemas/requests';

const route = createRoute({
  method: 'get',
  path: '/pause/{threadId}',
  operationId: 'getPause',
  tags: ['Control'],
  summary: 'Get whether the bot is paused in a thread',
  description: "The result is in `isPaued`, which is the vendor's spelling.",
  request: { params: threadPath, query: syncQuery },
  responses: { 200: jsonReply('With sync=true the pause object', pauseReply) },
});

/** WIRE.md#pause-object; the webhook event is `isPaused`. */
export const getPauseEndpoint = () =>
  defineEndpoint(route, async ({ ctx, isHead, params: { threadId: externalId }, query: { sync } }) => {
    const { id: channelId } = await getOwnChannel(ctx);
    const ref = { channelId, externalId };
    const { id: threadId } = await getThread(ctx, ref);
    const holder = await findThreadSession(ctx, ref);
    const body = toPauseBody(externalId, holder !== null && isHeldByPeople(holder));
    return answerQuery(ctx, sync || isHead(), { type: 'isPaused', body, channelId, threadId });
  });
