import type { ModelPriceRow } from '@/server/db/model-price/store';

/** The price of a million tokens of a model, in millionths of a US dollar. */
export type ModelPriceView = {
  model: string;
  promptMicros: number;
  completionMicros: number;
  updatedAt: Date;
};

export function toModelPriceView(row: ModelPriceRow): ModelPriceView {
  const { model, promptMicros, completionMicros, updatedAt } = row;
  return { model, promptMicros: Number(promptMicros), completionMicros: Number(completionMicros), updatedAt };
}
