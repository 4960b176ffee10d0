import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonBody, jsonReply } from '@/server/http/openapi';
import { createApiKey } from '@/server/services/api-key/create-api-key';
import { createKeyBody, madeKey, orgPath } from '../schemas';
import { FAILURES } from './describe-route';

const route = createRoute({
  method: 'post',
  path: '/orgs/{orgId}/api-keys',
  summary: 'Make an API key',
  description:
    'The secret is in this answer alone; only its hash is kept. With channelId the key speaks for one channel and opens nothing else.',
  request: { params: orgPath, body: jsonBody(createKeyBody, { required: true }) },
  responses: { 201: jsonReply('The key and, this once, its secret', madeKey), ...FAILURES },
});

/** Make an API key. */
export const createApiKeyEndpoint = defineEndpoint(
  route,
  async ({ ctx, body: { name, scopes, expiresAt, channelId } }) => ({
    status: 201,
    body: await createApiKey(ctx, {
      name,
      scopes,
      expiresAt: expiresAt ? new Date(expiresAt) : null,
      channelId,
    }),
    // A kept answer would keep the secret, too.
    keep: false,
  }),
);
