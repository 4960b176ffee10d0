import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { toETag } from '@/server/http/etag';
import { jsonBody, jsonReply } from '@/server/http/openapi';
import { importFlow } from '@/server/services/flow/import-flow';
import { errorBody, flow, importBody, orgPath } from '../schemas';
import { FAILURES, FLOW_BODY_BYTES } from './describe-route';

const route = createRoute({
  method: 'post',
  path: '/orgs/{orgId}/flows/import',
  summary: 'Make a flow of a file',
  description:
    'Makes a flow whose draft is the definition of the file. A slug that is taken is refused with 409.',
  request: { params: orgPath, body: jsonBody(importBody, { required: true }) },
  responses: {
    201: jsonReply('The flow; nothing of it is published yet', flow),
    409: jsonReply('slug_taken', errorBody),
    ...FAILURES,
  },
});

/** Make a flow of a file. */
export const importFlowEndpoint = defineEndpoint(
  route,
  async ({ ctx, body: { file, slug } }) => {
    const made = await importFlow(ctx, { file, slug });
    return { status: 201, body: made, headers: { ETag: toETag(made.draftRev) } };
  },
  { maxBodyBytes: FLOW_BODY_BYTES },
);
