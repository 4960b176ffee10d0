import { createRoute } from '@hono/zod-openapi';
import { parseIfMatch, toETag } from '@/server/http/response/revision-etag';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { ifMatch, jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { changeVariables } from '@/server/services/session/change-variables';
import { sessionState } from '../schemas/replies';
import { sessionPath, variablesBody } from '../schemas/requests';
import { toStateBody } from '../translate';

const route = createRoute({
  method: 'patch',
  path: '/orgs/{orgId}/sessions/{sessionId}/variables',
  operationId: 'changeVariables',
  tags: ['Sessions'],
  summary: 'Change variables (extension)',
  description:
    'Sets the named variables and leaves the others. With If-Match only if the session has not changed since.',
  request: { params: sessionPath, headers: ifMatch, body: jsonBody(variablesBody, { required: true }) },
  responses: {
    200: jsonReply('The session after the change', sessionState),
  },
});

export const changeVariablesEndpoint = () =>
  defineEndpoint(
    route,
    async ({ ctx, params: { sessionId }, body, header }) => {
      const ifTurn = parseIfMatch(header('if-match'));
      const session = await changeVariables(ctx, {
        sessionId,
        set: body.variables,
        ...(ifTurn === undefined ? {} : { ifTurn }),
      });
      return { status: 200, body: toStateBody(session), headers: { ETag: toETag(session.turnNo) } };
    },
    { failures: ['precondition_failed', 'session_finished', 'session_expired', 'limit_exceeded'] },
  );
