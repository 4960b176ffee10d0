import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { toETag } from '@/server/http/etag';
import { jsonBody, jsonReply } from '@/server/http/openapi';
import { createFlow } from '@/server/services/flow/create-flow';
import { createFlowBody, flow, orgPath } from '../schemas';
import { FAILURES, FLOW_BODY_BYTES } from './describe-route';

const route = createRoute({
  method: 'post',
  path: '/orgs/{orgId}/flows',
  summary: 'Create a flow',
  description:
    'Its draft is the definition, or a small one to begin with; it may be unfinished. Nothing runs before it is published.',
  request: { params: orgPath, body: jsonBody(createFlowBody, { required: true }) },
  responses: { 201: jsonReply('The flow; nothing of it is published yet', flow), ...FAILURES },
});

/** Create a flow. */
export const createFlowEndpoint = defineEndpoint(
  route,
  async ({ ctx, body }) => {
    const made = await createFlow(ctx, body);
    return { status: 201, body: made, headers: { ETag: toETag(made.draftRev) } };
  },
  { maxBodyBytes: FLOW_BODY_BYTES },
);
