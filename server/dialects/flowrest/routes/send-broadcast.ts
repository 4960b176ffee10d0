import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { broadcast, requireOwn, toContent } from '../broadcast';
import { toPersonFacts } from '../inbound/entries';
import { getOwnChannel } from '../own-channel';
import { broadcastReply } from '../schemas/replies';
import { broadcastBody } from '../schemas/requests';
import { RUN_FAILURES } from './describe-route';

const route = createRoute({
  method: 'post',
  path: '/broadcast/instant',
  operationId: 'sendBroadcast',
  tags: ['Broadcasts'],
  summary: 'Broadcast to people',
  description:
    'Sends a text of the bot, or an event, to at most 500 people. The identifier or phone number of each is the id of their thread.',
  request: { body: jsonBody(broadcastBody, { required: true }) },
  responses: { 200: jsonReply('Sent', broadcastReply) },
});

/** WIRE.md#broadcast. */
export const sendBroadcastEndpoint = () =>
  defineEndpoint(
    route,
    async ({ ctx, body: { audience, channel: named, payload } }) => {
      const channel = await getOwnChannel(ctx);
      requireOwn(channel, named?.externalId);
      const { content, variables = {} } = toContent(channel, payload);
      const recipients = audience.map(({ externalId, name, profile }) => ({
        externalId,
        ...toPersonFacts({ name, profile, metadata: null }, variables),
      }));
      return broadcast(ctx, { channelId: channel.id, recipients, content });
    },
    { failures: [...RUN_FAILURES, 'not_found'] },
  );
