import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonBody, jsonReply } from '@/server/http/openapi';
import { setModelPrice } from '@/server/services/usage/set-model-price';
import { modelPrice, pricePath, setPriceBody } from '../price-schemas';
import { FAILURES } from './describe-route';

const route = createRoute({
  method: 'put',
  path: '/orgs/{orgId}/model-prices/{model}',
  summary: 'Set the price of a model',
  description: 'It holds for turns from now on; what was stored with earlier ones stays.',
  request: { params: pricePath, body: jsonBody(setPriceBody, { required: true }) },
  responses: { 200: jsonReply('The price', modelPrice), ...FAILURES },
});

/** Set the price of a model. */
export const setModelPriceEndpoint = defineEndpoint(route, async ({ ctx, params: { model }, body }) => ({
  status: 200,
  body: await setModelPrice(ctx, { ...body, model }),
}));
