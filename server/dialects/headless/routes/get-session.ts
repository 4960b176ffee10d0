import { createRoute } from '@hono/zod-openapi';
import { toETag } from '@/server/http/response/revision-etag';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonReply } from '@/server/http/routing/openapi';
import { findExpected } from '@/server/services/session/find-expected';
import { getSession } from '@/server/services/session/get-session';
import { sessionState } from '../schemas/replies';
import { sessionPath } from '../schemas/requests';
import { toStateBody } from '../translate';

const route = createRoute({
  method: 'get',
  path: '/orgs/{orgId}/sessions/{sessionId}',
  operationId: 'getSession',
  tags: ['Sessions'],
  summary: 'Get a session',
  description:
    'Status, metadata and variables, also after the end of the session. Send the ETag as If-Match.',
  request: { params: sessionPath },
  responses: { 200: jsonReply('The session', sessionState) },
});

/** WIRE.md#get-a-session. */
export const getSessionEndpoint = () =>
  defineEndpoint(route, async ({ ctx, params: { sessionId } }) => {
    const session = await getSession(ctx, { sessionId });
    const expected = await findExpected(ctx, session);
    return { status: 200, body: toStateBody(session, expected), headers: { ETag: toETag(session.turnNo) } };
  });
