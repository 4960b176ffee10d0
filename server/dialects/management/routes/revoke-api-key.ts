import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonReply } from '@/server/http/openapi';
import { revokeApiKey } from '@/server/services/api-key/revoke-api-key';
import { apiKey, keyPath } from '../schemas';
import { NAMED_FAILURES } from './describe-route';

const route = createRoute({
  method: 'delete',
  path: '/orgs/{orgId}/api-keys/{keyId}',
  summary: 'Revoke an API key',
  description: 'It stops working, everywhere within ten seconds. Revoking it again changes nothing.',
  request: { params: keyPath },
  responses: {
    200: jsonReply('It opens nothing any more, within 10 s everywhere', apiKey),
    ...NAMED_FAILURES,
  },
});

/** Revoke an API key. */
export const revokeApiKeyEndpoint = defineEndpoint(route, async ({ ctx, params: { keyId } }) => ({
  status: 200,
  body: await revokeApiKey(ctx, { keyId }),
}));
