import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { parseIfMatch, toETag } from '@/server/http/etag';
import { ifMatch, jsonBody, jsonReply } from '@/server/http/openapi';
import { saveDraft } from '@/server/services/flow/save-draft';
import { flow, flowPath, updateFlowBody } from '../schemas';
import { DRAFT_FAILURES, FLOW_BODY_BYTES } from './describe-route';

const route = createRoute({
  method: 'patch',
  path: '/orgs/{orgId}/flows/{flowId}',
  summary: 'Save the draft or the name',
  description: 'The draft may be unfinished. With If-Match it is saved only over the revision that was read.',
  request: { params: flowPath, headers: ifMatch, body: jsonBody(updateFlowBody, { required: true }) },
  responses: { 200: jsonReply('The flow as saved', flow), ...DRAFT_FAILURES },
});

/** Save the draft or the name. */
export const updateFlowEndpoint = defineEndpoint(
  route,
  async ({ ctx, params: { flowId }, body, header }) => {
    const saved = await saveDraft(ctx, { ...body, flowId, ifRev: parseIfMatch(header('if-match')) });
    return { status: 200, body: saved, headers: { ETag: toETag(saved.draftRev) } };
  },
  { maxBodyBytes: FLOW_BODY_BYTES },
);
