import type { Platform } from '../../context';
import { priceTokens } from '../../usage/price-tokens';
import type { ExecutedStep } from './run-steps';

/**
 * Prices what the models of a flow used, by the organization's table, so that it is kept with the turn. A turn has the
 * answer of one call at most; one without has nothing to read.
 */
export async function priceModelUsage(
  platform: Platform,
  orgId: string,
  steps: readonly ExecutedStep[],
): Promise<readonly ExecutedStep[]> {
  if (!steps.some((ran) => findUsage(ran))) return steps;
  return Promise.all(
    steps.map(async (ran) => {
      const used = findUsage(ran);
      if (!used || ran.step.usage) return ran;
      const usage = await priceTokens({ ...platform, actor: { type: 'system', orgId } }, used);
      return { ...ran, step: { ...ran.step, usage } };
    }),
  );
}

function findUsage({ result }: ExecutedStep) {
  return result.trace.steps.find(({ usage }) => usage)?.usage;
}
