import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonReply } from '@/server/http/openapi';
import { listSessions } from '@/server/services/session/list-sessions';
import { orgPath, sessionList, sessionsQuery } from '../schemas';
import { FAILURES } from './describe-route';

const route = createRoute({
  method: 'get',
  path: '/orgs/{orgId}/sessions',
  summary: 'List sessions',
  description:
    'The newest first, those of drafts that are tried too unless trial=false. search finds an id, an external id or a part of a message.',
  request: { params: orgPath, query: sessionsQuery },
  responses: { 200: jsonReply('Sessions, the newest first', sessionList), ...FAILURES },
});

/** List sessions. */
export const listSessionsEndpoint = defineEndpoint(route, async ({ ctx, query }) => ({
  status: 200,
  body: await listSessions(ctx, query),
}));
