import { z } from 'zod';
import { findModelPrice, upsertModelPrice } from '@/server/db/model-price/store';
import { isStorable } from '@/server/shared/json';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireValid } from '../require-valid';
import { toPriceChange } from './price-change';
import { type ModelPriceView, toModelPriceView } from './view';

const MAX_NAME_LENGTH = 200;
// A million US dollars per million tokens.
const MAX_MICROS = 1_000_000_000_000;

const micros = z
  .number()
  .int('must be a whole number')
  .min(0, 'must not be negative')
  .max(MAX_MICROS, `must be at most ${MAX_MICROS}`);

const modelPrice = z.object({
  model: z
    .string()
    .trim()
    .min(1, 'must not be blank')
    .max(MAX_NAME_LENGTH, `must have at most ${MAX_NAME_LENGTH} characters`)
    .refine(isStorable, 'contains characters that cannot be stored'),
  promptMicros: micros,
  completionMicros: micros,
});

/** Prices in millionths of a US dollar per million tokens. */
export type SetModelPriceInput = z.input<typeof modelPrice>;

/** Sets the price of a model for later turns; earlier turns keep their cost. Throws invalid_request. */
export async function setModelPrice(ctx: ServiceContext, input: SetModelPriceInput): Promise<ModelPriceView> {
  const orgId = requireOrgWideScope(ctx, 'settings:write');
  const { model, promptMicros, completionMicros } = requireValid(modelPrice, input);
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
