import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonBody, jsonReply } from '@/server/http/openapi';
import { validateDraft } from '@/server/services/flow/validate-draft';
import { flowPath, problems, validateBody } from '../schemas';
import { FLOW_BODY_BYTES, NAMED_FAILURES } from './describe-route';

const route = createRoute({
  method: 'post',
  path: '/orgs/{orgId}/flows/{flowId}/validate',
  summary: 'Check a draft',
  description: "Checks the flow's own draft, or the definition in the body, which is not saved.",
  request: { params: flowPath, body: jsonBody(validateBody, { required: false }) },
  responses: { 200: jsonReply('What is wrong; errors prevent publishing', problems), ...NAMED_FAILURES },
});

/** Check a draft. */
export const validateFlowEndpoint = defineEndpoint(
  route,
  async ({ ctx, params: { flowId }, body: { definition } }) => {
    const found = await validateDraft(ctx, { flowId, definition });
    return { status: 200, body: { problems: found } };
  },
  { maxBodyBytes: FLOW_BODY_BYTES },
);
