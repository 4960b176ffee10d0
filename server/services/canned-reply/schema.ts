import { z } from 'zod';
import { isStorable } from '@/server/shared/json';
import { formText } from '../text-schema';

export const cannedReplySchema = z.object({
  id: z.uuid().optional(),
  title: formText(100, 'Enter a title.'),
  text: z
    .string()
    .min(1, 'Enter a text.')
    .max(4_000, 'Use at most 4,000 characters.')
    .refine(isStorable, 'This contains characters that cannot be stored.'),
});

export type SaveCannedReply = z.input<typeof cannedReplySchema>;
