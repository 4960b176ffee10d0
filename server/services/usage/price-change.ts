import type { Change } from '../audit/with-change';
import type { ModelPriceView } from './view';

/** What a model costs from now on, or that it has no price any more, as the audit log has it. */
export function toPriceChange(
  model: string,
  before: ModelPriceView | null,
  after: ModelPriceView | null,
): Change {
  return {
    action: after ? 'model-price.set' : 'model-price.removed',
    thingId: model,
    name: model,
    before: before && toFacts(before),
    after: after && toFacts(after),
  };
}

function toFacts({ promptMicros, completionMicros }: ModelPriceView) {
  return { promptMicros, completionMicros };
}
