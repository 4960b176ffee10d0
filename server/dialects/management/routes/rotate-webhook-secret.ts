import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonBody, jsonReply } from '@/server/http/openapi';
import { rotateWebhookSecret } from '@/server/services/channel/rotate-webhook-secret';
import { channelPath, channelWithSecret, rotateSecretBody } from '../channel-schemas';
import { NAMED_FAILURES } from './describe-route';

const route = createRoute({
  method: 'post',
  path: '/orgs/{orgId}/channels/{channelId}/rotate-webhook-secret',
  summary: 'Make a new signing secret',
  description: 'The old one signs beside it for a while: every webhook then carries both signatures.',
  request: { params: channelPath, body: jsonBody(rotateSecretBody, { required: false }) },
  responses: {
    201: jsonReply('The channel and, this once, the new secret', channelWithSecret),
    ...NAMED_FAILURES,
  },
});

/** Make a new signing secret. */
export const rotateWebhookSecretEndpoint = defineEndpoint(
  route,
  async ({ ctx, params: { channelId }, body: { overlapMs } }) => ({
    status: 201,
    body: await rotateWebhookSecret(ctx, { channelId, overlapMs }),
    // A kept answer would keep the secret, too.
    keep: false,
  }),
);
