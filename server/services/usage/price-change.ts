import type { Change } from '../audit/with-change';
import type { ModelPriceView } from './view';

/** The audit record of a model price; `after` is null when it was deleted. */
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
