import { z } from 'zod';
import { isStorable } from '@/server/shared/json';
import { formText, UNSTORABLE } from '../text-schema';

const storable = z.string().refine(isStorable, UNSTORABLE);

export const replySchema = z.object({
  sessionId: z.string(),
  text: storable.refine((text) => text.trim() !== '', 'must not be empty'),
  /** The proposed reply that the text is based on. */
  suggestionId: z.string().optional(),
});

export const handBackSchema = z.object({
  sessionId: z.string(),
  /** The outcome, for a flow that handed over. */
  outcome: z.enum(['success', 'failed', 'hangup']),
  reason: storable.max(1_000, 'Use at most 1,000 characters.').optional(),
});

export const noteSchema = z.object({ sessionId: z.string(), text: formText(4_000, 'Enter a note.') });

export const labelsSchema = z.object({
  sessionId: z.string(),
  labels: z.array(formText(40, 'Enter a label.')).max(10, 'A conversation has at most 10 labels.'),
});

export type AddNote = z.input<typeof noteSchema>;
export type SetLabels = z.input<typeof labelsSchema>;
export type ReplyToConversation = z.input<typeof replySchema>;
export type HandBack = z.input<typeof handBackSchema>;
