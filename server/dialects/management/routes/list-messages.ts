import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonReply } from '@/server/http/openapi';
import { listMessages } from '@/server/services/session/list-messages';
import { afterQuery, messageList, sessionPath } from '../schemas';
import { NAMED_FAILURES } from './describe-route';

const route = createRoute({
  method: 'get',
  path: '/orgs/{orgId}/sessions/{sessionId}/messages',
  summary: 'Read the transcript',
  description: 'What was said in both directions, the oldest first; after is the seq that was read last.',
  request: { params: sessionPath, query: afterQuery },
  responses: {
    200: jsonReply('Messages in order; the next cursor serves as after', messageList),
    ...NAMED_FAILURES,
  },
});

/** Read the transcript. */
export const listMessagesEndpoint = defineEndpoint(
  route,
  async ({ ctx, params: { sessionId }, query: { after, limit } }) => ({
    status: 200,
    body: await listMessages(ctx, { sessionId, afterSeq: after, limit }),
  }),
);
