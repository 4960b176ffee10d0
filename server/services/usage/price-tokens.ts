import { z } from 'zod';
import { findModelPrice, type ModelPriceRow } from '@/server/db/model-price/store';
import type { TokenUsage } from '@/server/db/session/row';
import { isStorable } from '@/server/shared/json';
import type { ServiceContext } from '../context';
import { requireValid } from '../require-valid';

const PER_PRICE = 1_000_000n;
const MICROS_PER_DOLLAR = 1_000_000;
// Far beyond any model, and small enough for an exact cost at the highest price.
const MAX_TOKENS = 1_000_000_000;

const count = z.number().int('must be a whole number').min(0).max(MAX_TOKENS);

const tokens = z.object({
  prompt_tokens: count,
  completion_tokens: count,
  total_tokens: z
    .number()
    .int()
    .min(0)
    .max(2 * MAX_TOKENS)
    .optional(),
  model: z.string().max(200).refine(isStorable, 'contains characters that cannot be stored'),
});

export type UsedTokens = z.input<typeof tokens>;

/**
 * Prices tokens by the organization's table, in whole micros rounded up, so that nothing is free by rounding; null
 * without a price. The total is the sum by default. Open to everyone in a conversation, because it reads only the
 * actor's own organization. Throws invalid_request.
 */
export async function priceTokens(
  { db, actor }: Pick<ServiceContext, 'db' | 'actor'>,
  used: UsedTokens,
): Promise<TokenUsage> {
  const { prompt_tokens, completion_tokens, total_tokens, model } = requireValid(tokens, used);
  const price = await findModelPrice(db, { orgId: actor.orgId, model });
  const costMicros = price && costOf(price, prompt_tokens, completion_tokens);
  return {
    prompt_tokens,
    completion_tokens,
    total_tokens: total_tokens ?? prompt_tokens + completion_tokens,
    model,
    cost_micros: costMicros,
    cost_usd: costMicros === null ? null : costMicros / MICROS_PER_DOLLAR,
  };
}

function costOf(
  { promptMicros, completionMicros }: ModelPriceRow,
  prompt: number,
  completion: number,
): number {
  const exact = BigInt(prompt) * promptMicros + BigInt(completion) * completionMicros;
  return Number((exact + PER_PRICE - 1n) / PER_PRICE);
}
