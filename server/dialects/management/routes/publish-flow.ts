import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { parseIfMatch } from '@/server/http/etag';
import { ifMatch, jsonBody, jsonReply } from '@/server/http/openapi';
import { publishFlow } from '@/server/services/flow/publish-flow';
import { errorBody, flowPath, publishBody, publishedVersion } from '../schemas';
import { DRAFT_FAILURES } from './describe-route';

const route = createRoute({
  method: 'post',
  path: '/orgs/{orgId}/flows/{flowId}/publish',
  summary: 'Publish the draft',
  description:
    'Checks the draft, freezes it as the next version and makes that the one that starts. Sessions that go on stay on their own. An invalid draft is refused with its problems.',
  request: { params: flowPath, headers: ifMatch, body: jsonBody(publishBody, { required: false }) },
  responses: {
    201: jsonReply('The version, open to callers', publishedVersion),
    422: jsonReply('flow_invalid: the draft has errors', errorBody),
    ...DRAFT_FAILURES,
  },
});

/** Publish the draft. */
export const publishFlowEndpoint = defineEndpoint(
  route,
  async ({ ctx, params: { flowId }, body, header }) => ({
    status: 201,
    body: await publishFlow(ctx, { ...body, flowId, ifRev: parseIfMatch(header('if-match')) }),
  }),
);
