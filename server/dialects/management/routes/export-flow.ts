import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonReply } from '@/server/http/openapi';
import { exportFlow } from '@/server/services/flow/export-flow';
import { exportQuery, flowFile, flowPath } from '../schemas';
import { NAMED_FAILURES } from './describe-route';

const route = createRoute({
  method: 'get',
  path: '/orgs/{orgId}/flows/{flowId}/export',
  summary: 'Export a flow as a file',
  description: 'The draft, or the version that is named, as a file that can be imported elsewhere.',
  request: { params: flowPath, query: exportQuery },
  responses: { 200: jsonReply('The draft, or the version asked for', flowFile), ...NAMED_FAILURES },
});

/** Export a flow as a file. */
export const exportFlowEndpoint = defineEndpoint(
  route,
  async ({ ctx, params: { flowId }, query: { version } }) => {
    const file = await exportFlow(ctx, { flowId, number: version });
    return {
      status: 200,
      body: file,
      headers: { 'Content-Disposition': `attachment; filename="${file.slug}.flow.json"` },
    };
  },
);
