import type { ModelPriceRow } from '@/server/db/model-price/store';

/** What a million tokens of a model cost, in millionths of a US dollar. */
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
