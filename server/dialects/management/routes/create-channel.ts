import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonBody, jsonReply } from '@/server/http/openapi';
import { createChannel } from '@/server/services/channel/create-channel';
import { channelWithSecret, createChannelBody } from '../channel-schemas';
import { orgPath } from '../schemas';
import { FAILURES } from './describe-route';

const route = createRoute({
  method: 'post',
  path: '/orgs/{orgId}/channels',
  summary: 'Make a channel',
  description: 'A chat channel gets a publishable key, one with a webhook a signing secret.',
  request: { params: orgPath, body: jsonBody(createChannelBody, { required: true }) },
  responses: {
    201: jsonReply('The channel and, this once, the secret of its webhook', channelWithSecret),
    ...FAILURES,
  },
});

/** Make a channel. */
export const createChannelEndpoint = defineEndpoint(route, async ({ ctx, body }) => ({
  status: 201,
  body: await createChannel(ctx, body),
  // A kept answer would keep the secret, too.
  keep: false,
}));
