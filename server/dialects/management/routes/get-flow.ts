import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { toETag } from '@/server/http/etag';
import { jsonReply } from '@/server/http/openapi';
import { getFlow } from '@/server/services/flow/get-flow';
import { flow, flowPath } from '../schemas';
import { NAMED_FAILURES } from './describe-route';

const route = createRoute({
  method: 'get',
  path: '/orgs/{orgId}/flows/{flowId}',
  summary: 'Read a flow and its draft',
  description:
    'Its draft as it was saved last, and which version is published. The ETag serves If-Match when the draft is saved.',
  request: { params: flowPath },
  responses: { 200: jsonReply('The flow; its ETag serves If-Match', flow), ...NAMED_FAILURES },
});

/** Read a flow and its draft. */
export const getFlowEndpoint = defineEndpoint(route, async ({ ctx, params: { flowId } }) => {
  const found = await getFlow(ctx, { flowId });
  return { status: 200, body: found, headers: { ETag: toETag(found.draftRev) } };
});
