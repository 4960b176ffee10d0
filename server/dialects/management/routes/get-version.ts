import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonReply } from '@/server/http/openapi';
import { getVersion } from '@/server/services/flow/get-version';
import { versionDetail, versionPath } from '../schemas';
import { NAMED_FAILURES } from './describe-route';

const route = createRoute({
  method: 'get',
  path: '/orgs/{orgId}/flows/{flowId}/versions/{number}',
  summary: 'Read a published version',
  description: 'The definition as it was published; it never changes.',
  request: { params: versionPath },
  responses: { 200: jsonReply('The version and what it does', versionDetail), ...NAMED_FAILURES },
});

/** Read a published version. */
export const getVersionEndpoint = defineEndpoint(route, async ({ ctx, params: { flowId, number } }) => ({
  status: 200,
  body: await getVersion(ctx, { flowId, number }),
}));
