import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonReply } from '@/server/http/openapi';
import { listModelPrices } from '@/server/services/usage/list-model-prices';
import { priceList } from '../price-schemas';
import { orgPath, pageQuery } from '../schemas';
import { FAILURES } from './describe-route';

const route = createRoute({
  method: 'get',
  path: '/orgs/{orgId}/model-prices',
  summary: 'List model prices',
  description: 'What a million tokens of each model cost, by the name of the model.',
  request: { params: orgPath, query: pageQuery },
  responses: { 200: jsonReply('Prices by the name of the model', priceList), ...FAILURES },
});

/** List model prices. */
export const listModelPricesEndpoint = defineEndpoint(route, async ({ ctx, query }) => ({
  status: 200,
  body: await listModelPrices(ctx, query),
}));
