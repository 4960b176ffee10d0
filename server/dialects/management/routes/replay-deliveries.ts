import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonBody, jsonReply } from '@/server/http/openapi';
import { replayDeliveries } from '@/server/services/delivery/replay-deliveries';
import { channelPath } from '../channel-schemas';
import { replayBody, replayed } from '../delivery-schemas';
import { errorBody } from '../schemas';
import { NAMED_FAILURES } from './describe-route';

const route = createRoute({
  method: 'post',
  path: '/orgs/{orgId}/channels/{channelId}/deliveries/replay',
  summary: 'Send what is missing',
  description:
    'Dead deliveries since a time, and news of conversations of which no delivery was written, because there was no webhook.',
  request: { params: channelPath, body: jsonBody(replayBody, { required: true }) },
  responses: {
    202: jsonReply('What is on its way; call again with nextCursor until it is null', replayed),
    412: jsonReply('precondition_failed: the channel has no working webhook', errorBody),
    ...NAMED_FAILURES,
  },
});

/** Send what is missing. */
export const replayDeliveriesEndpoint = defineEndpoint(
  route,
  async ({ ctx, params: { channelId }, body: { since, cursor } }) => ({
    status: 202,
    body: await replayDeliveries(ctx, { channelId, since, cursor }),
  }),
);
