import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { deleteModelPrice } from '@/server/services/usage/delete-model-price';
import { listModelPrices } from '@/server/services/usage/list-model-prices';
import { setModelPrice } from '@/server/services/usage/set-model-price';
import { orgPath, pageQuery } from '../schemas/base';
import { modelPrice, priceList, pricePath, setPriceBody } from '../schemas/model-prices';

const listModelPricesEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/model-prices',
    operationId: 'listModelPrices',
    tags: ['Model prices'],
    summary: 'List model prices',
    description: 'Prices per million tokens, by model.',
    request: { params: orgPath, query: pageQuery },
    responses: { 200: jsonReply('Prices by model', priceList) },
  }),
  async ({ ctx, query }) => ({
    status: 200,
    body: await listModelPrices(ctx, query),
  }),
);

const setModelPriceEndpoint = defineEndpoint(
  createRoute({
    method: 'put',
    path: '/orgs/{orgId}/model-prices/{model}',
    operationId: 'setModelPrice',
    tags: ['Model prices'],
    summary: 'Set the price of a model',
    description: 'Applies to new turns. Past turns keep their recorded cost.',
    request: { params: pricePath, body: jsonBody(setPriceBody, { required: true }) },
    responses: { 200: jsonReply('The price', modelPrice) },
  }),
  async ({ ctx, params: { model }, body }) => ({
    status: 200,
    body: await setModelPrice(ctx, { ...body, model }),
  }),
);

const removeModelPriceEndpoint = defineEndpoint(
  createRoute({
    method: 'delete',
    path: '/orgs/{orgId}/model-prices/{model}',
    operationId: 'removeModelPrice',
    tags: ['Model prices'],
    summary: 'Remove the price of a model',
    description: 'New turns have no cost. Past turns keep their recorded cost.',
    request: { params: pricePath },
    responses: {
      204: { description: 'Removed' },
    },
  }),
  async ({ ctx, params: { model } }) => {
    await deleteModelPrice(ctx, { model });
    return { status: 204 };
  },
);

/** The endpoints of model prices. */
export const modelPriceEndpoints = [listModelPricesEndpoint, setModelPriceEndpoint, removeModelPriceEndpoint];
