import { z } from 'zod';
import { isStorable } from '@/server/shared/json';

const MIN_PASSWORD = 10;
const MAX_PASSWORD = 200;

const UNSTORABLE = 'This contains characters that cannot be kept.';

export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'This is longer than an email address can be.')
  .pipe(z.email('This is not an email address.'));

export const newPasswordSchema = z
  .string()
  .min(MIN_PASSWORD, `Use at least ${MIN_PASSWORD} characters.`)
  .max(MAX_PASSWORD, `Use at most ${MAX_PASSWORD} characters.`);

const nameSchema = (what: string) =>
  z
    .string()
    .trim()
    .min(1, `Enter ${what}.`)
    .max(100, 'Use at most 100 characters.')
    .refine(isStorable, UNSTORABLE);

export const personNameSchema = nameSchema('your name');

export const signUpSchema = z.object({
  organization: nameSchema("the organization's name"),
  name: personNameSchema,
  email: emailSchema,
  password: newPasswordSchema,
});

export const credentialsSchema = z.object({
  email: emailSchema,
  password: z.string().min(1).max(MAX_PASSWORD),
});

export const changePasswordSchema = z.object({
  current: z.string().min(1, 'Enter your current password.').max(MAX_PASSWORD),
  next: newPasswordSchema,
});

export const resetRequestSchema = z.object({ email: emailSchema });

export const applyResetSchema = z.object({ token: z.string().max(200), password: newPasswordSchema });

export type SignUp = z.output<typeof signUpSchema>;
export type ChangePassword = z.output<typeof changePasswordSchema>;
