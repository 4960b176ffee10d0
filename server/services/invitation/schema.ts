import { z } from 'zod';
import { roleSchema } from '../member/schema';
import { emailSchema, newPasswordSchema, personNameSchema } from '../user/schema';

export const newInvitationSchema = z.object({ email: emailSchema, role: roleSchema });

/** The account of a person who joins without one. */
export const newcomerSchema = z.object({ name: personNameSchema, password: newPasswordSchema });

export type CreateInvitation = z.input<typeof newInvitationSchema>;
