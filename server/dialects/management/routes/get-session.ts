import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonReply } from '@/server/http/openapi';
import { getSession } from '@/server/services/session/get-session';
import { session, sessionPath } from '../schemas';
import { NAMED_FAILURES } from './describe-route';

const route = createRoute({
  method: 'get',
  path: '/orgs/{orgId}/sessions/{sessionId}',
  summary: 'Read a session',
  description: 'Its status, what it waits for, all its variables and, when it failed, why.',
  request: { params: sessionPath },
  responses: {
    200: jsonReply('The session, its variables and what it waits for', session),
    ...NAMED_FAILURES,
  },
});

/** Read a session. */
export const getSessionEndpoint = defineEndpoint(route, async ({ ctx, params: { sessionId } }) => ({
  status: 200,
  body: await getSession(ctx, { sessionId }),
}));
