import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonReply } from '@/server/http/openapi';
import { listApiKeys } from '@/server/services/api-key/list-api-keys';
import { apiKeyList, orgPath, pageQuery } from '../schemas';
import { FAILURES } from './describe-route';

const route = createRoute({
  method: 'get',
  path: '/orgs/{orgId}/api-keys',
  summary: 'List API keys',
  description: 'All of them, the newest first, revoked ones too; never their secrets.',
  request: { params: orgPath, query: pageQuery },
  responses: { 200: jsonReply('Keys, the newest first', apiKeyList), ...FAILURES },
});

/** List API keys. */
export const listApiKeysEndpoint = defineEndpoint(route, async ({ ctx, query }) => ({
  status: 200,
  body: await listApiKeys(ctx, query),
}));
