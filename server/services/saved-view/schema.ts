import { z } from 'zod';
import { isStorable } from '@/server/shared/json';
import { formText, UNSTORABLE } from '../text-schema';

export const savedViewSchema = z.object({
  page: z.enum(['sessions', 'deliveries']),
  name: formText(60, 'Enter a name.'),
  query: z
    .string()
    .max(2_000, 'The filters are too long to be saved: use at most 2,000 characters.')
    .refine(isStorable, UNSTORABLE),
});

export type SaveView = z.input<typeof savedViewSchema>;
