import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonReply } from '@/server/http/routing/openapi';
import { endSession } from '@/server/services/session/end-session';
import { terminatedSession } from '../schemas/replies';
import { sessionPath } from '../schemas/requests';
import { toTerminatedBody } from '../translate';

const route = createRoute({
  method: 'delete',
  path: '/orgs/{orgId}/sessions/{sessionId}',
  operationId: 'endSession',
  tags: ['Sessions'],
  summary: 'End a session',
  description: 'Ends the session at once. Ending it again gives the same response.',
  request: { params: sessionPath },
  responses: {
    200: jsonReply('The session is over', terminatedSession),
  },
});

/** WIRE.md#end-a-session. */
export const endSessionEndpoint = () =>
  defineEndpoint(
    route,
    async ({ ctx, params: { sessionId } }) => ({
      status: 200,
      body: toTerminatedBody(await endSession(ctx, { sessionId })),
    }),
    { failures: ['session_finished', 'session_expired'] },
  );
