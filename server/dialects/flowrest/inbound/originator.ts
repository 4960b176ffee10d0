import { z } from '@hono/zod-openapi';
import { optionalJsonObject } from '@/server/http/body/json-object';
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

const role = z
  .enum(['external', 'moderator', 'user'], 'must be external or moderator')
  // Samples and older clients of the vendor send `user` for a customer.
  .transform((given): Originator['role'] => (given === 'user' ? 'external' : given));

/** WIRE.md#originator. Fields of the profile are kept unchecked. */
export const originator = z
  .object({
    name: z.string().check(maxCharacters(200)).nullish().describe('Name of the sender. Default: none'),
    role: role
      .nullish()
      .describe(
        '`external` or `user`: a customer, whom the flow answers. `moderator`: a person in place of the bot, who pauses it. Default: `external`',
      ),
    userId: z
      .union([z.string().check(maxCharacters(200)), z.number()])
      .nullish()
      .describe("The caller's id of a moderator. Default: found by the name. An extension"),
    profile: optionalJsonObject.describe('Profile of the customer, replaced as a whole. Default: as it was'),
    metadata: optionalJsonObject.describe('Data of the customer, in the variable `user`. Default: none'),
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
