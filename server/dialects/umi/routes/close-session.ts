import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { closeThread } from '@/server/services/thread/close-thread';
import { requireUmiChannel } from '../require-channel';
import { channelPath, closeBody, closed } from '../schemas';
import { toClosedBody } from '../translate';
import { SESSION_FAILURES } from './describe-route';

const route = createRoute({
  method: 'post',
  path: '/orgs/{orgId}/unified_messaging/{configId}/close_session',
  operationId: 'closeSession',
  tags: ['Messages'],
  summary: 'Close the session of a thread',
  description: 'Ends the chat session of the thread. Closing it again reports that it was closed.',
  request: { params: channelPath, body: jsonBody(closeBody, { required: true }) },
  responses: { 200: jsonReply('The session is closed', closed) },
});

/** WIRE.md#close-a-session. */
export const closeSessionEndpoint = () =>
  defineEndpoint(
    route,
    async ({ ctx, params, body }) => {
      const { id: channelId } = await requireUmiChannel(ctx, params.configId);
      const { session, wasOpen } = await closeThread(ctx, { channelId, externalId: body.thread_id });
      return { status: 200, body: toClosedBody(body.thread_id, { sessionId: session.id, wasOpen }) };
    },
    { failures: SESSION_FAILURES },
  );
