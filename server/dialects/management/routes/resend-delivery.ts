import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonReply } from '@/server/http/openapi';
import { resendDelivery } from '@/server/services/delivery/resend-delivery';
import { delivery, deliveryPath } from '../delivery-schemas';
import { errorBody } from '../schemas';
import { NAMED_FAILURES } from './describe-route';

const route = createRoute({
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
});

/** Send a delivery again. */
export const resendDeliveryEndpoint = defineEndpoint(route, async ({ ctx, params: { deliveryId } }) => ({
  status: 202,
  body: await resendDelivery(ctx, { deliveryId }),
}));
