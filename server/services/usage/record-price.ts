import { recordChange } from '../audit/record-change';
import type { ServiceContext } from '../context';
import type { ModelPriceView } from './view';

/** Writes into the audit log what a model costs, or that it has no price any more. */
export function recordPrice(
  ctx: ServiceContext,
  model: string,
  before: ModelPriceView | null,
  after: ModelPriceView | null,
): Promise<void> {
  return recordChange(ctx, {
    action: after ? 'model-price.set' : 'model-price.removed',
    thingId: model,
    name: model,
    before: before && toFacts(before),
    after: after && toFacts(after),
  });
}

function toFacts({ promptMicros, completionMicros }: ModelPriceView) {
  return { promptMicros, completionMicros };
}
