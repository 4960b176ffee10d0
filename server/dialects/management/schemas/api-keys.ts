import { z } from '@hono/zod-openapi';
import { SCOPES } from '@/server/shared/scopes';
import { createdAt, described, id, idOf, orgId, paged, time } from './base';

export const keyPath = z.object({ orgId, keyId: idOf('the API key') });

const name = z.string().max(400);
const scopes = z.array(z.enum(SCOPES));

export const createKeyBody = z
  .strictObject({
    name: name.openapi(described(100, 'Name of the key, 1 to 100 characters')),
    scopes: scopes
      .min(1)
      .describe('The scopes of the key, at least one, and no more than those of the caller'),
    expiresAt: time.nullish().describe('When the key expires, in the future. Default: never'),
    channelId: z
      .string()
      .nullish()
      .openapi({ description: 'Limits the key to one channel of the organization. Default: none' }),
    environment: z.string().nullish().openapi({
      description:
        'Name of the environment in which the sessions that it starts run; not for a key of a channel, whose own counts. Default: production',
    }),
  })
  .openapi('CreateApiKey', { example: { name: 'Website', scopes: ['sessions:read', 'sessions:write'] } });
export const rotateKeyBody = z
  .strictObject({
    overlapMs: z
      .number()
      .int()
      .min(0)
      .max(2_592_000_000)
      .default(0)
      .openapi({ description: 'How long the old key stays valid, in milliseconds' }),
  })
  .openapi('RotateApiKey');

export const apiKey = z
  .object({
    id: id.describe('Id of the key'),
    name: name.describe('Name of the key'),
    prefix: z.string().openapi({ description: 'Beginning of the secret', example: 'parley_a1B2c3D4' }),
    lastFour: z.string().describe('End of the secret'),
    scopes: scopes.describe('The scopes of the key'),
    status: z.enum(['active', 'revoked', 'expired']).describe('Only an active key is accepted'),
    createdBy: z.string().nullable().describe('The member or the key that created it; null if neither did'),
    createdAt,
    expiresAt: time.nullable().describe('When it expires; null if never'),
    lastUsedAt: time.nullable().describe('When it was used last, approximately; null if never'),
    revokedAt: time.nullable().describe('When it was revoked; null if it was not'),
    rotatedToId: id.nullable().describe('The key that replaces it; null if none does'),
    channelId: id
      .nullable()
      .openapi({ description: 'The channel the key is limited to; such a key has no access to this API' }),
    environment: z.string().describe('The environment in which the sessions that it starts run'),
  })
  .openapi('ApiKey');
export const apiKeyList = paged(apiKey).openapi('ApiKeys');
export const madeKey = z
  .object({
    key: apiKey.describe('The new key'),
    secret: z.string().openapi({ description: 'Returned only in this response' }),
  })
  .openapi('MadeApiKey');
