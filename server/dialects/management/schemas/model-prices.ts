import { z } from '@hono/zod-openapi';
import { orgId, paged, time } from './base';

export const pricePath = z.object({
  orgId,
  model: z.string().openapi({ description: 'Name of the model in requests and flows', example: 'small-1' }),
});

const micros = z.number().int().openapi({
  minimum: 0,
  maximum: 1_000_000_000_000,
  description: 'Millionths of a US dollar per million tokens, 0 to 1,000,000,000,000',
});

export const setPriceBody = z
  .strictObject({ promptMicros: micros, completionMicros: micros })
  .openapi('SetModelPrice', { example: { promptMicros: 150_000, completionMicros: 600_000 } });

export const modelPrice = z
  .object({
    model: z.string().describe('Name of the model'),
    promptMicros: micros,
    completionMicros: micros,
    updatedAt: time.describe('When the price was set'),
  })
  .openapi('ModelPrice');
export const priceList = paged(modelPrice).openapi('ModelPrices');
