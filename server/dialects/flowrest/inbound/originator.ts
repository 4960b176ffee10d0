import { z } from '@hono/zod-openapi';
import { jsonObject } from '@/server/http/body/json-object';
import { maxCharacters } from '@/server/http/body/max-characters';
import type { JsonObject } from '@/server/shared/json';

/** The sender of a message. */
export type Originator = {
  role: 'external' | 'moderator';
  name: string | null;
  /** The caller's id of the sender. */
  id: string | null;
  profile: JsonObject | null;
  metadata: JsonObject | null;
};

export const anyObject = jsonObject;

const role = z
  .enum(['external', 'moderator', 'user'], 'must be external or moderator')
  // Samples and older clients of the vendor send `user` for a customer.
  .transform((given): Originator['role'] => (given === 'user' ? 'external' : given))
  .openapi({ type: 'string', enum: ['external', 'moderator'] });

/** WIRE.md#originator. Fields of the profile are kept unchecked. */
export const originator = z
  .object({
    name: z.string().check(maxCharacters(200)).nullish(),
    role: role.nullish(),
    userId: z.union([z.string().check(maxCharacters(200)), z.number()]).nullish(),
    profile: anyObject.nullish().openapi({ type: 'object', additionalProperties: true }),
    metadata: anyObject.nullish().openapi({ type: 'object', additionalProperties: true }),
  })
  .transform(
    (given): Originator => ({
      role: given.role ?? 'external',
      name: given.name?.trim() || null,
      id: given.userId === null || given.userId === undefined ? null : String(given.userId),
      profile: given.profile ?? null,
      metadata: given.metadata ?? null,
    }),
  );
