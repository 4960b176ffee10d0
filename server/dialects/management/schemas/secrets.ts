import { z } from '@hono/zod-openapi';
import { MAX_SECRET_CHARS, MIN_SECRET_CHARS } from '@/server/services/secret/schema';
import { createdAt, orgId, time, updatedByName, usedIn } from './base';

const name = z.string().openapi({
  description: 'Name of the secret: up to 64 letters, digits and _, beginning with a letter or _',
  example: 'PAYMENTS_KEY',
});

export const secretPath = z.object({ orgId, secretName: name });

export const secretQuery = z.object({
  environment: z
    .string()
    .optional()
    .describe('Name of an environment; default: production, which has the secret of the organization'),
});

export const setSecretBody = z
  .strictObject({
    value: z.string().min(MIN_SECRET_CHARS).max(MAX_SECRET_CHARS).openapi({
      description: 'The value, without white space around it. It cannot be read again',
      example: 'example-value',
    }),
  })
  .openapi('SetSecret');

const updatedAt = time.describe('When its value was set');

export const secretSet = z.object({ name, createdAt, updatedAt }).openapi('SecretSet');

const secret = z
  .object({
    name,
    updatedBy: z.string().describe('The member or the key that set its value, such as user:<id>'),
    updatedByName,
    createdAt,
    updatedAt,
    overrides: z
      .array(z.object({ environment: z.string().describe('Name of the environment'), updatedAt }))
      .describe('The environments that have a value in place of it'),
    usedIn,
  })
  .openapi('Secret');

export const secretList = z
  .object({ items: z.array(secret).describe('All secrets, by name') })
  .openapi('Secrets');
