import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonReply } from '@/server/http/openapi';
import { rotatePublicKey } from '@/server/services/channel/rotate-public-key';
import { channel, channelPath } from '../channel-schemas';
import { NAMED_FAILURES } from './describe-route';

const route = createRoute({
  method: 'post',
  path: '/orgs/{orgId}/channels/{channelId}/rotate-public-key',
  summary: 'Replace the publishable key of a chat channel',
  description: 'The old key and every token made with it stop working at once.',
  request: { params: channelPath },
  responses: {
    200: jsonReply('The channel with its new key; the old one opens nothing any more', channel),
    ...NAMED_FAILURES,
  },
});

/** Replace the publishable key of a chat channel. */
export const rotatePublicKeyEndpoint = defineEndpoint(route, async ({ ctx, params: { channelId } }) => ({
  status: 200,
  body: await rotatePublicKey(ctx, { channelId }),
}));
