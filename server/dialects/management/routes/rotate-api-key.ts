import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonBody, jsonReply } from '@/server/http/openapi';
import { rotateApiKey } from '@/server/services/api-key/rotate-api-key';
import { keyPath, madeKey, rotateKeyBody } from '../schemas';
import { NAMED_FAILURES } from './describe-route';

const route = createRoute({
  method: 'post',
  path: '/orgs/{orgId}/api-keys/{keyId}/rotate',
  summary: 'Replace an API key',
  description:
    'Makes a key with the same name, scopes and channel. The old one works on for overlapMs, up to 30 days.',
  request: { params: keyPath, body: jsonBody(rotateKeyBody, { required: false }) },
  responses: { 201: jsonReply('The successor and, this once, its secret', madeKey), ...NAMED_FAILURES },
});

/** Replace an API key. */
export const rotateApiKeyEndpoint = defineEndpoint(
  route,
  async ({ ctx, params: { keyId }, body: { overlapMs } }) => ({
    status: 201,
    body: await rotateApiKey(ctx, { keyId, overlapMs }),
    // A kept answer would keep the secret, too.
    keep: false,
  }),
);
