import { z } from 'zod';
import { isStorable } from '@/server/shared/json';

/** The error for text that PostgreSQL cannot store, in a field of an API. */
export const UNSTORABLE = 'contains characters that cannot be stored';

/** A trimmed text of 1 to `max` characters in a field of an API. */
export function requiredText(max: number) {
  return z
    .string()
    .trim()
    .min(1, 'must not be blank')
    .max(max, `must have at most ${max} characters`)
    .refine(isStorable, UNSTORABLE);
}

/** A trimmed text of 1 to `max` characters in a form of the console; `prompt` asks for a missing one. */
export function formText(max: number, prompt: string) {
  return z
    .string()
    .trim()
    .min(1, prompt)
    .max(max, `Use at most ${max.toLocaleString('en')} characters.`)
    .refine(isStorable, 'This contains characters that cannot be stored.');
}
