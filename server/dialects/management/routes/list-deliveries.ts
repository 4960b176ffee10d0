import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonReply } from '@/server/http/openapi';
import { listDeliveries } from '@/server/services/delivery/list-deliveries';
import { deliveriesQuery, deliveryList } from '../delivery-schemas';
import { orgPath } from '../schemas';
import { FAILURES } from './describe-route';

const route = createRoute({
  method: 'get',
  path: '/orgs/{orgId}/deliveries',
  summary: 'List deliveries',
  description:
    'Webhooks sent and to be sent, the newest first, without their bodies. All filters hold together.',
  request: { params: orgPath, query: deliveriesQuery },
  responses: { 200: jsonReply('Webhooks sent or to be sent, the newest first', deliveryList), ...FAILURES },
});

/** List deliveries. */
export const listDeliveriesEndpoint = defineEndpoint(route, async ({ ctx, query }) => ({
  status: 200,
  body: await listDeliveries(ctx, query),
}));
