import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { findAudience } from '@/server/services/broadcast/find-audience';
import { broadcast, toContent } from '../broadcast';
import { getOwnChannel } from '../own-channel';
import { broadcastReply } from '../schemas/replies';
import { segmentBroadcastBody } from '../schemas/requests';
import { RUN_FAILURES } from './describe-route';

const route = createRoute({
  method: 'post',
  path: '/broadcast/instant/segment',
  operationId: 'sendSegmentBroadcast',
  tags: ['Broadcasts'],
  summary: 'Broadcast to segments',
  description: 'Sends to the threads of any of the segments, at most 500.',
  request: { body: jsonBody(segmentBroadcastBody, { required: true }) },
  responses: { 200: jsonReply('Sent', broadcastReply) },
});

/** WIRE.md#broadcast. */
export const sendSegmentBroadcastEndpoint = () =>
  defineEndpoint(
    route,
    async ({ ctx, body: { audience, payload } }) => {
      const channel = await getOwnChannel(ctx);
      const { content, variables = {} } = toContent(channel, payload);
      const segments = audience.map(({ id, name }) => ({ id, title: name }));
      const threads = await findAudience(ctx, { channelId: channel.id, segments });
      const recipients = threads.map((externalId) => ({ externalId, variables }));
      return broadcast(ctx, { channelId: channel.id, recipients, content });
    },
    { failures: [...RUN_FAILURES, 'not_found'] },
  );
