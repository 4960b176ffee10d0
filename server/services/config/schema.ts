import { z } from 'zod';
import { CONFIG_NAME, MAX_CONFIG_CHARS } from '@/server/shared/config-name';
import { findJsonDefect, type Json } from '@/server/shared/json';

export const configValueSchema = z.object({
  /** The environment that has the value in place of that of the organization; production has the latter. */
  environment: z.string().max(100).optional(),
  name: z
    .string()
    .trim()
    .regex(CONFIG_NAME, 'Use up to 64 letters, digits and _, beginning with a letter or _.')
    .refine((name) => name !== '__proto__', 'This name is reserved.'),
  value: z
    .custom<Json>((value) => value !== undefined, 'Enter a value.')
    .refine((value) => findJsonDefect(value) === null, 'This contains characters that cannot be stored.')
    .refine(
      (value) => JSON.stringify(value).length <= MAX_CONFIG_CHARS,
      `All values together may have ${MAX_CONFIG_CHARS.toLocaleString('en')} characters of JSON.`,
    ),
});

export type SetConfigInput = z.input<typeof configValueSchema>;
