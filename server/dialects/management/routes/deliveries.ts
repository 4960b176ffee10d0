import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { getDelivery } from '@/server/services/delivery/get-delivery';
import { listDeliveries } from '@/server/services/delivery/list-deliveries';
import { recoverDeliveries } from '@/server/services/delivery/recover-deliveries';
import { replayDeliveries } from '@/server/services/delivery/replay-deliveries';
import { resendDelivery } from '@/server/services/delivery/resend-delivery';
import { tryDelivery } from '@/server/services/delivery/try-delivery';
import { orgPath } from '../schemas/base';
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

const listDeliveriesEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/deliveries',
    operationId: 'listDeliveries',
    tags: ['Deliveries'],
    summary: 'List deliveries',
    description: 'Pending and sent webhooks, newest first, without bodies. All filters must match.',
    request: { params: orgPath, query: deliveriesQuery },
    responses: { 200: jsonReply('Deliveries, newest first', deliveryList) },
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
    operationId: 'getDelivery',
    tags: ['Deliveries'],
    summary: 'Read a delivery',
    description: 'The exact body and headers, and the latest attempts with their responses.',
    request: { params: deliveryPath },
    responses: { 200: jsonReply('The delivery, its body and its attempts', delivery) },
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
    operationId: 'resendDelivery',
    tags: ['Deliveries'],
    summary: 'Send a delivery again',
    description: 'Sends the same bytes under the same id, after all pending deliveries of its thread.',
    request: { params: deliveryPath },
    responses: {
      202: jsonReply('The delivery, pending again', delivery),
    },
  }),
  async ({ ctx, params: { deliveryId } }) => ({
    status: 202,
    body: await resendDelivery(ctx, { deliveryId }),
  }),
  { failures: ['precondition_failed'] },
);

const tryDeliveryEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/deliveries/{deliveryId}/try',
    operationId: 'tryDelivery',
    tags: ['Deliveries'],
    summary: 'Try a pending delivery now',
    description:
      'Ends the wait for the next attempt. The pending deliveries of its thread that come before it are sent first.',
    request: { params: deliveryPath },
    responses: {
      202: jsonReply('The delivery, due now', delivery),
    },
  }),
  async ({ ctx, params: { deliveryId } }) => ({
    status: 202,
    body: await tryDelivery(ctx, { deliveryId }),
  }),
  { failures: ['precondition_failed'] },
);

const recoverDeliveriesEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/channels/{channelId}/deliveries/recover',
    operationId: 'recoverDeliveries',
    tags: ['Deliveries'],
    summary: 'Send dead deliveries again',
    description: 'Dead deliveries since a time, in order, before newer pending ones.',
    request: { params: channelPath, body: jsonBody(recoverBody, { required: true }) },
    responses: {
      202: jsonReply('Number of deliveries that are pending again', recovered),
    },
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
    operationId: 'replayDeliveries',
    tags: ['Deliveries'],
    summary: 'Send missing deliveries',
    description:
      'Sends dead deliveries since a time, and events that were not delivered because the channel had no webhook.',
    request: { params: channelPath, body: jsonBody(replayBody, { required: true }) },
    responses: {
      202: jsonReply('Numbers of deliveries; repeat with nextCursor until it is null', replayed),
    },
  }),
  async ({ ctx, params: { channelId }, body: { since, cursor } }) => ({
    status: 202,
    body: await replayDeliveries(ctx, { channelId, since, cursor }),
  }),
  { failures: ['precondition_failed'] },
);

/** The endpoints of webhook deliveries. */
export const deliveryEndpoints = [
  listDeliveriesEndpoint,
  getDeliveryEndpoint,
  resendDeliveryEndpoint,
  tryDeliveryEndpoint,
  recoverDeliveriesEndpoint,
  replayDeliveriesEndpoint,
];
