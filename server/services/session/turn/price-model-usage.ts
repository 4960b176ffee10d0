import { priceTokens } from '../../usage/price-tokens';
import type { ExecutedStep } from './run-steps';
import type { TurnDeps } from './turn-input';

/**
 * Adds the price of the model tokens that the steps used, by the organization's price table. Reads nothing for steps without
 * the answer of a model.
 */
export async function priceModelUsage(
  { db }: TurnDeps,
  orgId: string,
  steps: readonly ExecutedStep[],
): Promise<readonly ExecutedStep[]> {
  if (!steps.some((ran) => findUsage(ran))) return steps;
  return Promise.all(
    steps.map(async (ran) => {
      const used = findUsage(ran);
      if (!used || ran.step.usage) return ran;
      const usage = await priceTokens({ db, actor: { type: 'system', orgId } }, used);
      return { ...ran, step: { ...ran.step, usage } };
    }),
  );
}

function findUsage({ result }: ExecutedStep) {
  return result.trace.steps.find(({ usage }) => usage)?.usage;
}
