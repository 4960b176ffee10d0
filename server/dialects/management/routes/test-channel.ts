import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonReply } from '@/server/http/openapi';
import { testChannel } from '@/server/services/channel/test-channel';
import { channelPath, queuedDelivery } from '../channel-schemas';
import { NAMED_FAILURES } from './describe-route';

const route = createRoute({
  method: 'post',
  path: '/orgs/{orgId}/channels/{channelId}/test',
  summary: 'Send a sample webhook',
  description:
    'Signed and retried as every other. Answers 412 precondition_failed when the channel has no webhook that works.',
  request: { params: channelPath },
  responses: {
    202: jsonReply('Queued: what became of it stands among the deliveries', queuedDelivery),
    ...NAMED_FAILURES,
  },
});

/** Send a sample webhook. */
export const testChannelEndpoint = defineEndpoint(route, async ({ ctx, params: { channelId } }) => ({
  status: 202,
  body: await testChannel(ctx, { channelId }),
}));
