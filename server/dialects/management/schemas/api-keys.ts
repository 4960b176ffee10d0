import { z } from '@hono/zod-openapi';
import { SCOPES } from '@/server/shared/scopes';
import { id, idOf, orgId, paged, time } from './base';

export const keyPath = z.object({ orgId, keyId: idOf('the API key') });

const name = z.string().max(400);

export const createKeyBody = z
  .strictObject({
    name,
    scopes: z.array(z.enum(SCOPES)).min(1),
    expiresAt: z.iso.datetime({ offset: true }).nullish(),
    channelId: z.string().nullish().openapi({ description: 'Limits the key to one channel' }),
  })
  .openapi('CreateApiKey', { example: { name: 'Website', scopes: ['sessions:read', 'sessions:write'] } });
export const rotateKeyBody = z
  .strictObject({
    overlapMs: z
      .number()
      .int()
      .min(0)
      .default(0)
      .openapi({ description: 'How long the old key stays valid, in milliseconds' }),
  })
  .openapi('RotateApiKey');

export const apiKey = z
  .object({
    id,
    name,
    prefix: z.string().openapi({ example: 'parley_a1B2c3D4' }),
    lastFour: z.string(),
    scopes: z.array(z.enum(SCOPES)),
    status: z.enum(['active', 'revoked', 'expired']),
    createdBy: z.string().nullable(),
    createdAt: time,
    expiresAt: time.nullable(),
    lastUsedAt: time.nullable(),
    revokedAt: time.nullable(),
    rotatedToId: id.nullable(),
    channelId: id
      .nullable()
      .openapi({ description: 'The channel the key is limited to; such a key has no access to this API' }),
  })
  .openapi('ApiKey');
export const apiKeyList = paged(apiKey).openapi('ApiKeys');
export const madeKey = z
  .object({ key: apiKey, secret: z.string().openapi({ description: 'Returned only in this response' }) })
  .openapi('MadeApiKey');
