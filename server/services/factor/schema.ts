import { z } from 'zod';

/** A code of the authenticator app, or a recovery code. */
export const codeSchema = z.object({ code: z.string().min(1, 'Enter the code.').max(100) });
