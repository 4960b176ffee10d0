import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonReply } from '@/server/http/openapi';
import { listTurns } from '@/server/services/session/list-turns';
import { afterQuery, sessionPath, turnList } from '../schemas';
import { NAMED_FAILURES } from './describe-route';

const route = createRoute({
  method: 'get',
  path: '/orgs/{orgId}/sessions/{sessionId}/turns',
  summary: 'Read what each turn did and why',
  description:
    'For each turn the event that was taken, the nodes that were passed, decisions with their operands, calls, and the variables that changed. after is the number of the turn that was read last.',
  request: { params: sessionPath, query: afterQuery },
  responses: {
    200: jsonReply('Turns in order; the next cursor serves as after', turnList),
    ...NAMED_FAILURES,
  },
});

/** Read what each turn did and why. */
export const listTurnsEndpoint = defineEndpoint(
  route,
  async ({ ctx, params: { sessionId }, query: { after, limit } }) => ({
    status: 200,
    body: await listTurns(ctx, { sessionId, afterNo: after, limit }),
  }),
);
