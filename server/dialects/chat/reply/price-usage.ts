import type { z } from '@hono/zod-openapi';
import type { ServiceContext } from '@/server/services/context';
import { priceTokens } from '@/server/services/usage/price-tokens';
import type { tokenUsage } from '../schemas';
import type { ExecutionReply } from './translate';

/** Prices the tokens that the integrator's own model used (WIRE.md#token-usage); null when none are reported. */
export async function priceUsage(
  ctx: ServiceContext,
  counts: z.output<typeof tokenUsage> | null | undefined,
): Promise<ExecutionReply['usage']> {
  return counts ? priceTokens(ctx, counts) : null;
}
