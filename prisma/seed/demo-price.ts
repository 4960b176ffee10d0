import type { ServiceContext } from '@/server/services/context';
import { listModelPrices } from '@/server/services/usage/list-model-prices';
import { setModelPrice } from '@/server/services/usage/set-model-price';

const MODEL = 'demo-model';
// In millionths of a US dollar for a million tokens: 0.40 and 1.60 dollars.
const PRICE = { promptMicros: 400_000, completionMicros: 1_600_000 };

/** Sets the demo model's price once; returns a model with a price, if any. */
export async function keepPrice(ctx: ServiceContext, isNew: boolean): Promise<string | null> {
  const { items } = await listModelPrices(ctx, { limit: 100 });
  const priced = items.find(({ model }) => model === MODEL) ?? items[0];
  if (priced || !isNew) return priced?.model ?? null;
  return (await setModelPrice(ctx, { model: MODEL, ...PRICE })).model;
}
