import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonBody, jsonReply } from '@/server/http/openapi';
import { recoverDeliveries } from '@/server/services/delivery/recover-deliveries';
import { channelPath } from '../channel-schemas';
import { recoverBody, recovered } from '../delivery-schemas';
import { NAMED_FAILURES } from './describe-route';

const route = createRoute({
  method: 'post',
  path: '/orgs/{orgId}/channels/{channelId}/deliveries/recover',
  summary: 'Send dead deliveries again',
  description: 'All that were made since a time, in their order, before younger ones that are pending.',
  request: { params: channelPath, body: jsonBody(recoverBody, { required: true }) },
  responses: { 202: jsonReply('How many are pending again', recovered), ...NAMED_FAILURES },
});

/** Send dead deliveries again. */
export const recoverDeliveriesEndpoint = defineEndpoint(
  route,
  async ({ ctx, params: { channelId }, body: { since } }) => ({
    status: 202,
    body: await recoverDeliveries(ctx, { channelId, since }),
  }),
);
