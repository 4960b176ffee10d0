import { z } from 'zod';
import { isStorable } from '@/server/shared/json';
import { formText, UNSTORABLE } from '../text-schema';

// A million US dollars per million tokens.
const MAX_MICROS = 1_000_000_000_000;
// Far beyond any model, and small enough for an exact cost at the highest price.
const MAX_TOKENS = 1_000_000_000;

const micros = z
  .number()
  .int('must be a whole number')
  .min(0, 'must not be negative')
  .max(MAX_MICROS, `must be at most ${MAX_MICROS}`);

/** Prices in millionths of a US dollar per million tokens. */
export const modelPriceSchema = z.object({
  model: formText(200, 'Enter the name of the model.'),
  promptMicros: micros,
  completionMicros: micros,
});

const count = z.number().int('must be a whole number').min(0).max(MAX_TOKENS);

export const usedTokensSchema = z.object({
  prompt_tokens: count,
  completion_tokens: count,
  total_tokens: z
    .number()
    .int()
    .min(0)
    .max(2 * MAX_TOKENS)
    .optional(),
  model: z.string().max(200).refine(isStorable, UNSTORABLE),
});

export type SetModelPriceInput = z.input<typeof modelPriceSchema>;
export type UsedTokens = z.input<typeof usedTokensSchema>;
