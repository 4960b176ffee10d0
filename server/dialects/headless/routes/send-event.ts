import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { getReply } from '@/server/services/session/get-reply';
import { sendInput } from '@/server/services/session/send-input';
import { sessionReply } from '../schemas/replies';
import { eventBody, sessionPath } from '../schemas/requests';
import { toReplyBody } from '../translate';
import { INPUT_FAILURES } from './describe-route';

const route = createRoute({
  method: 'post',
  path: '/orgs/{orgId}/sessions/{sessionId}/events',
  operationId: 'sendEvent',
  tags: ['Sessions'],
  summary: 'Send an event (extension)',
  description: 'Sends an event to the flow. An event that the flow does not wait for changes nothing.',
  request: { params: sessionPath, body: jsonBody(eventBody, { required: true }) },
  responses: {
    200: jsonReply('The session and the messages in reply', sessionReply),
  },
});

export const sendEventEndpoint = ({ waitMs }: { waitMs: number }) =>
  defineEndpoint(
    route,
    async ({ ctx, params: { sessionId }, body: { name, payload = null }, applied }) => {
      const reply = applied
        ? await getReply(ctx, { ...applied, waitMs })
        : await sendInput(ctx, { sessionId, input: { type: 'event', name, payload }, waitMs });
      return { status: 200, body: toReplyBody(reply), keep: reply.settled };
    },
    { failures: INPUT_FAILURES },
  );
