import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { messageBody } from '../inbound/payload';
import { getOwnChannel } from '../own-channel';
import { messageReply } from '../schemas/replies';
import { messageQuery, threadPath } from '../schemas/requests';
import { sendPayload } from '../send-payload';
import { RUN_FAILURES } from './describe-route';

const route = createRoute({
  method: 'post',
  path: '/messages/{threadId}',
  operationId: 'sendMessage',
  tags: ['Messages'],
  summary: 'Send a message',
  description:
    'Sends a text, an event, a location or media into a thread. The reply goes to the webhook or, with sync=true, into the response.',
  request: { params: threadPath, query: messageQuery, body: jsonBody(messageBody, { required: true }) },
  responses: { 200: jsonReply('Accepted, or the reply', messageReply) },
});

/** WIRE.md#payload. */
export const sendMessageEndpoint = ({ waitMs }: { waitMs: number }) =>
  defineEndpoint(
    route,
    async ({ ctx, params: { threadId }, query, body: { payload }, applied }) => {
      const channel = await getOwnChannel(ctx);
      return sendPayload(ctx, { channel, threadId, payload, mode: { ...query, waitMs }, applied });
    },
    { failures: RUN_FAILURES },
  );
