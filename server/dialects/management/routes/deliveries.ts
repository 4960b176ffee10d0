import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { getDelivery } from '@/server/services/delivery/get-delivery';
import { listDeliveries } from '@/server/services/delivery/list-deliveries';
import { recoverDeliveries } from '@/server/services/delivery/recover-deliveries';
import { replayDeliveries } from '@/server/services/delivery/replay-deliveries';
import { resendDelivery } from '@/server/services/delivery/resend-delivery';
import { errorBody, orgPath } from '../schemas/base';
import { channelPath } from '../schemas/channels';
import {
  deliveriesQuery,
  delivery,
  deliveryList,
  deliveryPath,
  recoverBody,
  recovered,
  replayBody,
  replayed,
} from '../schemas/deliveries';
import { FAILURES, NAMED_FAILURES } from './describe-route';

const listDeliveriesEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/deliveries',
    summary: 'List deliveries',
    description:
      'Webhooks sent and to be sent, the newest first, without their bodies. All filters hold together.',
    request: { params: orgPath, query: deliveriesQuery },
    responses: { 200: jsonReply('Webhooks sent or to be sent, the newest first', deliveryList), ...FAILURES },
  }),
  async ({ ctx, query }) => ({
    status: 200,
    body: await listDeliveries(ctx, query),
  }),
);

const getDeliveryEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/deliveries/{deliveryId}',
    summary: 'Read a delivery',
    description: 'The exact body and headers, and its latest attempts with what each got back.',
    request: { params: deliveryPath },
    responses: { 200: jsonReply('The delivery, its body and its attempts', delivery), ...NAMED_FAILURES },
  }),
  async ({ ctx, params: { deliveryId } }) => ({
    status: 200,
    body: await getDelivery(ctx, { deliveryId }),
  }),
);

const resendDeliveryEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/deliveries/{deliveryId}/resend',
    summary: 'Send a delivery again',
    description: 'The same bytes under the same id, behind everything that its thread has pending.',
    request: { params: deliveryPath },
    responses: {
      202: jsonReply('The delivery, pending again', delivery),
      412: jsonReply('precondition_failed: it is pending anyway', errorBody),
      ...NAMED_FAILURES,
    },
  }),
  async ({ ctx, params: { deliveryId } }) => ({
    status: 202,
    body: await resendDelivery(ctx, { deliveryId }),
  }),
);

const recoverDeliveriesEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/channels/{channelId}/deliveries/recover',
    summary: 'Send dead deliveries again',
    description: 'All that were made since a time, in their order, before younger ones that are pending.',
    request: { params: channelPath, body: jsonBody(recoverBody, { required: true }) },
    responses: { 202: jsonReply('How many are pending again', recovered), ...NAMED_FAILURES },
  }),
  async ({ ctx, params: { channelId }, body: { since } }) => ({
    status: 202,
    body: await recoverDeliveries(ctx, { channelId, since }),
  }),
);

const replayDeliveriesEndpoint = defineEndpoint(
  createRoute({
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
  }),
  async ({ ctx, params: { channelId }, body: { since, cursor } }) => ({
    status: 202,
    body: await replayDeliveries(ctx, { channelId, since, cursor }),
  }),
);

/** The endpoints of webhook deliveries. */
export const deliveryEndpoints = [
  listDeliveriesEndpoint,
  getDeliveryEndpoint,
  resendDeliveryEndpoint,
  recoverDeliveriesEndpoint,
  replayDeliveriesEndpoint,
];
