import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { removeModelPrice } from '@/server/services/usage/remove-model-price';
import { pricePath } from '../price-schemas';
import { NAMED_FAILURES } from './describe-route';

const route = createRoute({
  method: 'delete',
  path: '/orgs/{orgId}/model-prices/{model}',
  summary: 'Remove the price of a model',
  description: 'Turns from now on have no cost; what was stored stays.',
  request: { params: pricePath },
  responses: { 204: { description: 'Its tokens are counted without a cost from now on' }, ...NAMED_FAILURES },
});

/** Remove the price of a model. */
export const removeModelPriceEndpoint = defineEndpoint(route, async ({ ctx, params: { model } }) => {
  await removeModelPrice(ctx, { model });
  return { status: 204 };
});
