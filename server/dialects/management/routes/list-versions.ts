import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonReply } from '@/server/http/openapi';
import { listVersions } from '@/server/services/flow/list-versions';
import { flowPath, pageQuery, versionList } from '../schemas';
import { NAMED_FAILURES } from './describe-route';

const route = createRoute({
  method: 'get',
  path: '/orgs/{orgId}/flows/{flowId}/versions',
  summary: 'List published versions',
  description: 'The latest first, with who published it and why.',
  request: { params: flowPath, query: pageQuery },
  responses: { 200: jsonReply('Versions, the newest first', versionList), ...NAMED_FAILURES },
});

/** List published versions. */
export const listVersionsEndpoint = defineEndpoint(route, async ({ ctx, params: { flowId }, query }) => ({
  status: 200,
  body: await listVersions(ctx, { ...query, flowId }),
}));
