import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { removeChannel } from '@/server/services/channel/remove-channel';
import { channelPath } from '../channel-schemas';
import { NAMED_FAILURES } from './describe-route';

const route = createRoute({
  method: 'delete',
  path: '/orgs/{orgId}/channels/{channelId}',
  summary: 'Remove a channel',
  description:
    'Its threads, its keys and its deliveries go with it, sent or not. Its running sessions end; all of them stay readable.',
  request: { params: channelPath },
  responses: { 204: { description: 'It is gone' }, ...NAMED_FAILURES },
});

/** Remove a channel. */
export const removeChannelEndpoint = defineEndpoint(route, async ({ ctx, params: { channelId } }) => {
  await removeChannel(ctx, { channelId });
  return { status: 204 };
});
