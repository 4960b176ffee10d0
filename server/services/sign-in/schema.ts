import { z } from 'zod';
import { credentialsSchema } from '../user/schema';

/** The credentials that make a sign-in fresh; `code` for a person with a second factor. */
export const refreshSignInSchema = credentialsSchema
  .pick({ password: true })
  .extend({ code: z.string().max(100).optional() });
