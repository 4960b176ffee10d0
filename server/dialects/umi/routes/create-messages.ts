import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { createBatch, findCreatedBatch } from '../create-batch';
import { requireUmiChannel } from '../require-channel';
import { channelPath, created, messagesBody } from '../schemas';
import { SESSION_FAILURES } from './describe-route';

const route = createRoute({
  method: 'post',
  path: '/orgs/{orgId}/unified_messaging/{configId}/messages',
  operationId: 'createMessages',
  tags: ['Messages'],
  summary: 'Create messages',
  description:
    'Adds messages to the chat session of their thread, or to a new one if none is open. Either all are created or none.',
  request: { params: channelPath, body: jsonBody(messagesBody, { required: true }) },
  responses: { 201: jsonReply('The created messages', created) },
});

/** WIRE.md#create-messages. */
export const createMessagesEndpoint = () =>
  defineEndpoint(
    route,
    async ({ ctx, params, body: input, applied }) => {
      const channel = await requireUmiChannel(ctx, params.configId);
      const body = applied
        ? await findCreatedBatch(ctx, { channel, input }, applied)
        : await createBatch(ctx, { channel, input });
      return { status: 201, body };
    },
    { failures: SESSION_FAILURES },
  );
