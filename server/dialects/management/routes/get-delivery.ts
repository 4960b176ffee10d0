import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonReply } from '@/server/http/openapi';
import { getDelivery } from '@/server/services/delivery/get-delivery';
import { delivery, deliveryPath } from '../delivery-schemas';
import { NAMED_FAILURES } from './describe-route';

const route = createRoute({
  method: 'get',
  path: '/orgs/{orgId}/deliveries/{deliveryId}',
  summary: 'Read a delivery',
  description: 'The exact body and headers, and its latest attempts with what each got back.',
  request: { params: deliveryPath },
  responses: { 200: jsonReply('The delivery, its body and its attempts', delivery), ...NAMED_FAILURES },
});

/** Read a delivery. */
export const getDeliveryEndpoint = defineEndpoint(route, async ({ ctx, params: { deliveryId } }) => ({
  status: 200,
  body: await getDelivery(ctx, { deliveryId }),
}));
