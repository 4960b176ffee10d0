import { findModelPrice, upsertModelPrice } from '@/server/db/model-price/store';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireValid } from '../require-valid';
import { toPriceChange } from './price-change';
import { modelPriceSchema, type SetModelPriceInput } from './schema';
import { type ModelPriceView, toModelPriceView } from './view';

/** Sets the price of a model for later turns; earlier turns keep their cost. Throws invalid_request. */
export async function setModelPrice(ctx: ServiceContext, input: SetModelPriceInput): Promise<ModelPriceView> {
  const orgId = requireOrgWideScope(ctx, 'settings:write');
  const { model, promptMicros, completionMicros } = requireValid(modelPriceSchema, input);
  return withChange(ctx, async (tx) => {
    const before = await findModelPrice(tx, { orgId, model });
    const row = await upsertModelPrice(tx, {
      orgId,
      model,
      promptMicros: BigInt(promptMicros),
      completionMicros: BigInt(completionMicros),
      updatedAt: new Date(ctx.clock.now()),
    });
    const result = toModelPriceView(row);
    return { result, change: toPriceChange(model, before && toModelPriceView(before), result) };
  });
}
