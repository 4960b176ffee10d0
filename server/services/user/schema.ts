import { z } from 'zod';
import { formText } from '../text-schema';

// ASVS 2.1.1 and 2.1.2. Existing passwords may be shorter or longer and keep working.
const MIN_PASSWORD = 12;
const MAX_PASSWORD = 128;
const MAX_OLD_PASSWORD = 200;

export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'This is longer than an email address can be.')
  .pipe(z.email('This is not an email address.'));

/** The length of a new password; `requireUncommonPassword` checks how easy it is to guess. */
export const newPasswordSchema = z
  .string()
  .min(MIN_PASSWORD, `Use at least ${MIN_PASSWORD} characters.`)
  .max(MAX_PASSWORD, `Use at most ${MAX_PASSWORD} characters.`);

export const personNameSchema = formText(100, 'Enter your name.');

export const signUpSchema = z.object({
  token: z.string().max(200).default(''),
  organization: formText(100, "Enter the organization's name."),
  name: personNameSchema,
  email: emailSchema,
  password: newPasswordSchema,
});

export const credentialsSchema = z.object({
  email: emailSchema,
  password: z.string().min(1, 'Enter your password.').max(MAX_OLD_PASSWORD),
});

export const changePasswordSchema = z.object({
  current: z.string().min(1, 'Enter your current password.').max(MAX_OLD_PASSWORD),
  next: newPasswordSchema,
});

export const resetRequestSchema = z.object({ email: emailSchema });

export const applyResetSchema = z.object({ token: z.string().max(200), password: newPasswordSchema });

export type SignUp = Omit<z.output<typeof signUpSchema>, 'token'>;
export type ChangePassword = z.input<typeof changePasswordSchema>;
