import { findModelPrice, type ModelPriceRow } from '@/server/db/model-price/store';
import type { TokenUsage } from '@/server/db/session/row';
import type { ServiceContext } from '../context';
import { requireValid } from '../require-valid';
import { type UsedTokens, usedTokensSchema } from './schema';

const PER_PRICE = 1_000_000n;
const MICROS_PER_DOLLAR = 1_000_000;

/**
 * Prices tokens by the organization's table, in whole micros rounded up, so that nothing is free by rounding; null
 * without a price. The total is the sum by default. Open to everyone in a conversation, because it reads only the
 * actor's own organization. Throws invalid_request.
 */
export async function priceTokens(
  { db, actor }: Pick<ServiceContext, 'db' | 'actor'>,
  used: UsedTokens,
): Promise<TokenUsage> {
  const { prompt_tokens, completion_tokens, total_tokens, model } = requireValid(usedTokensSchema, used);
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
