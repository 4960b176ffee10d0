import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonReply } from '@/server/http/openapi';
import { listChannels } from '@/server/services/channel/list-channels';
import { channelList, channelsQuery } from '../channel-schemas';
import { orgPath } from '../schemas';
import { FAILURES } from './describe-route';

const route = createRoute({
  method: 'get',
  path: '/orgs/{orgId}/channels',
  summary: 'List channels',
  description:
    'With their settings and the state of their webhooks, the newest first unless ordering says otherwise.',
  request: { params: orgPath, query: channelsQuery },
  responses: { 200: jsonReply('Channels; a page can be left in both directions', channelList), ...FAILURES },
});

/** List channels. */
export const listChannelsEndpoint = defineEndpoint(route, async ({ ctx, query }) => ({
  status: 200,
  body: await listChannels(ctx, query),
}));
