import { z } from 'zod';
import { SCOPES } from '@/server/shared/scopes';
import { overlapSchema } from '../overlap-schema';
import { formText } from '../text-schema';

export const newKeySchema = z.object({
  name: formText(100, 'Enter a name.'),
  scopes: z.array(z.enum(SCOPES)).min(1, 'Choose at least one scope.'),
  expiresAt: z.date().nullable().default(null),
  /** Restricts the key to one channel. */
  channelId: z
    .string()
    .nullish()
    .transform((channelId) => channelId ?? null),
  /** Where the sessions that it starts run; not for a key of a channel. */
  environment: z
    .string()
    .nullish()
    .transform((environment) => environment ?? null),
});

export const keyRotationSchema = z.object({ overlapMs: overlapSchema });

export type CreateApiKeyInput = z.input<typeof newKeySchema>;
export type RotateApiKeyInput = z.input<typeof keyRotationSchema> & { keyId: string };
