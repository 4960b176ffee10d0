import { z } from 'zod';

const MAX_MS = 30 * 86_400_000;

/** The time for which an old secret stays valid beside its successor, in milliseconds: 0 to 30 days. */
export const overlapSchema = z
  .number()
  .refine(
    (ms) => Number.isInteger(ms) && ms >= 0 && ms <= MAX_MS,
    `must be a whole number from 0 to ${MAX_MS}`,
  );
