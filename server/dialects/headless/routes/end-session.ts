import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonReply } from '@/server/http/routing/openapi';
import { endSession } from '@/server/services/session/end-session';
import { errorBody, sessionPath, terminatedSession } from '../schemas';
import { toTerminatedBody } from '../translate';
import { FAILURES } from './describe-route';

const route = createRoute({
  method: 'delete',
  path: '/orgs/{orgId}/sessions/{sessionId}',
  summary: 'End a session',
  description: 'Ends it at once, wherever it stands. Ending an ended session again answers the same.',
  request: { params: sessionPath },
  responses: {
    200: jsonReply('The session is over', terminatedSession),
    ...FAILURES,
    409: jsonReply('SESSION_FINISHED: it was completed or failed before', errorBody),
    410: jsonReply('SESSION_EXPIRED: it was over already', errorBody),
  },
});

/** WIRE.md#end-a-session. */
export const endSessionEndpoint = () =>
  defineEndpoint(route, async ({ ctx, params: { sessionId } }) => ({
    status: 200,
    body: toTerminatedBody(await endSession(ctx, { sessionId })),
  }));
