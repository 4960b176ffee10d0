import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonBody, jsonReply } from '@/server/http/openapi';
import { updateChannel } from '@/server/services/channel/update-channel';
import { channelPath, channelWithSecret, updateChannelBody } from '../channel-schemas';
import { NAMED_FAILURES } from './describe-route';

const route = createRoute({
  method: 'patch',
  path: '/orgs/{orgId}/channels/{channelId}',
  summary: 'Change a channel',
  description: 'What is left out stays. Another webhook URL makes a webhook that was disabled work again.',
  request: { params: channelPath, body: jsonBody(updateChannelBody, { required: true }) },
  responses: {
    200: jsonReply('The channel and, with its first webhook, the secret of it', channelWithSecret),
    ...NAMED_FAILURES,
  },
});

/** Change a channel. */
export const updateChannelEndpoint = defineEndpoint(route, async ({ ctx, params: { channelId }, body }) => ({
  status: 200,
  body: await updateChannel(ctx, { ...body, channelId }),
}));
