import { z } from 'zod';
import { ROLES } from '@/server/shared/scopes';

export const roleSchema = z.enum(ROLES);

export const roleChangeSchema = z.object({ userId: z.string(), role: roleSchema });

export type ChangeRole = z.input<typeof roleChangeSchema>;
