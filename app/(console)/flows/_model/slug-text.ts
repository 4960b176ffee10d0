import { z } from 'zod';
import { newFlowSchema } from '@/server/services/flow/schema';

/** A slug as it is typed; empty for the one that the server chooses. */
export const slugText = z
  .string()
  .transform((text) => text.trim() || undefined)
  .pipe(newFlowSchema.shape.slug);
