import { z } from 'zod';
import { isStorable } from '@/server/shared/json';
import { SECRET_NAME } from '@/server/shared/secret-name';

/** The most secrets of an organization. */
export const MOST_SECRETS = 200;
/** A shorter value could also be a part of other text in the response of a call. */
export const MIN_SECRET_CHARS = 8;
export const MAX_SECRET_CHARS = 8_000;

export const secretSchema = z.object({
  /** The environment that has the value in place of that of the organization; production has the latter. */
  environment: z.string().max(100).optional(),
  name: z
    .string()
    .trim()
    .regex(SECRET_NAME, 'Use up to 64 letters, digits and _, beginning with a letter or _.'),
  value: z
    .string()
    .trim()
    .min(MIN_SECRET_CHARS, `Enter at least ${MIN_SECRET_CHARS} characters.`)
    .max(MAX_SECRET_CHARS, `Use at most ${MAX_SECRET_CHARS.toLocaleString('en')} characters.`)
    .refine(isStorable, 'This contains characters that cannot be stored.'),
});

export type SetSecretInput = z.input<typeof secretSchema>;
