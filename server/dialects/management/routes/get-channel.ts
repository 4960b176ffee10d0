import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonReply } from '@/server/http/openapi';
import { getChannel } from '@/server/services/channel/get-channel';
import { channel, channelPath } from '../channel-schemas';
import { NAMED_FAILURES } from './describe-route';

const route = createRoute({
  method: 'get',
  path: '/orgs/{orgId}/channels/{channelId}',
  summary: 'Read a channel',
  description: 'Its settings, its webhook and the signing secrets in use, without their text.',
  request: { params: channelPath },
  responses: { 200: jsonReply('The channel', channel), ...NAMED_FAILURES },
});

/** Read a channel. */
export const getChannelEndpoint = defineEndpoint(route, async ({ ctx, params: { channelId } }) => ({
  status: 200,
  body: await getChannel(ctx, { channelId }),
}));
