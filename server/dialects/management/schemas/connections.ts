import { z } from '@hono/zod-openapi';
import {
  MAX_ADDRESS_CHARS,
  MAX_RESPONSE_BYTES,
  MAX_TIMEOUT_MS,
  MIN_RESPONSE_BYTES,
  MIN_TIMEOUT_MS,
} from '@/server/services/connection/schema';
import { MAX_SECRET_CHARS, MIN_SECRET_CHARS } from '@/server/services/secret/schema';
import { CONNECTION_KINDS } from '@/server/shared/connection-name';
import { createdAt, orgId, time, updatedByName, usedIn } from './base';

const name = z.string().openapi({
  description:
    'Name of the connection: up to 64 lower-case letters, digits, - and _, beginning and ending with a letter or digit',
  example: 'crm',
});

export const connectionPath = z.object({ orgId, connectionName: name });

const kind = z
  .enum(CONNECTION_KINDS)
  .describe('http: a service that http nodes call; model: a model that ai nodes ask');
const addressText = z.string().describe('The URL before the paths that nodes name');
const credential = (what: string) =>
  z
    .string()
    .min(MIN_SECRET_CHARS)
    .max(MAX_SECRET_CHARS)
    .optional()
    .openapi({
      description: `${what}; without it the stored one is kept. It cannot be read again`,
      example: 'example-value',
    });
const webAddress = (description: string) =>
  z.string().openapi({
    description,
    format: 'uri',
    pattern: '^[hH][tT][tT][pP][sS]?://[^/?#@]',
    maxLength: MAX_ADDRESS_CHARS,
    example: 'https://api.example.com/v1',
  });

const type = <T extends string>(value: T) => z.literal(value).describe('The way of signing in');
const username = z.string().openapi({
  description: 'The user name, without a colon',
  pattern: '^[^:]*[^:\\s][^:]*$',
  maxLength: 200,
});
const header = z.string().openapi({
  description: 'The name of the header',
  pattern: "^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$",
});
const oauth = {
  tokenUrl: webAddress('The URL of the token server'),
  clientId: z.string().openapi({ description: 'The id of the client', pattern: '\\S', maxLength: 500 }),
  scope: z.string().max(1_000).optional().describe('The scopes to ask for, separated by spaces'),
};
const credentialsIn = z
  .enum(['header', 'body'])
  .describe('Where the token request has the client id and secret; default: header');

const givenAuth = z
  .discriminatedUnion('type', [
    z.strictObject({ type: type('none') }),
    z.strictObject({ type: type('bearer'), token: credential('The token') }),
    z.strictObject({ type: type('basic'), username, password: credential('The password') }),
    z.strictObject({ type: type('header'), header, value: credential('The value of the header') }),
    z.strictObject({
      type: type('oauth2_client_credentials'),
      ...oauth,
      clientSecret: credential('The secret of the client'),
      credentialsIn: credentialsIn.optional(),
    }),
  ])
  .describe('The way of signing in, with its credential')
  .openapi('ConnectionSignIn');

const shownAuth = z
  .discriminatedUnion('type', [
    z.object({ type: type('none') }),
    z.object({ type: type('bearer') }),
    z.object({ type: type('basic'), username }),
    z.object({ type: type('header'), header }),
    z.object({ type: type('oauth2_client_credentials'), ...oauth, credentialsIn }),
  ])
  .describe('The way of signing in, without its credential')
  .openapi('ConnectionSignInShown');

const headers = z.record(z.string(), z.string()).describe('Headers of every request by name; no credentials');
const model = z.string().nullable().describe('kind model: the model of nodes that name none');
const timeoutMs = z
  .number()
  .int()
  .min(MIN_TIMEOUT_MS)
  .max(MAX_TIMEOUT_MS)
  .nullable()
  .describe('The longest call in milliseconds; null for that of each node');
const maxBytes = z
  .number()
  .int()
  .min(MIN_RESPONSE_BYTES)
  .max(MAX_RESPONSE_BYTES)
  .nullable()
  .describe('The largest response in bytes; null for 1,000,000');

export const setConnectionBody = z
  .strictObject({
    kind,
    address: webAddress('The URL before the paths that nodes name, without query and fragment'),
    auth: givenAuth,
    headers: headers.optional(),
    model: model.optional(),
    timeoutMs: timeoutMs.optional(),
    maxBytes: maxBytes.optional(),
  })
  .openapi('SetConnection');

const facts = {
  name,
  kind,
  address: addressText,
  auth: shownAuth,
  headers,
  model,
  timeoutMs,
  maxBytes,
  createdAt,
  updatedAt: time.describe('When it was set'),
};

export const connectionSet = z.object(facts).openapi('ConnectionSet');

const connection = z
  .object({
    ...facts,
    updatedBy: z.string().describe('The member or the key that set it, such as user:<id>'),
    updatedByName,
    usedIn,
  })
  .openapi('Connection');

export const connectionList = z
  .object({ items: z.array(connection).describe('All connections, by name') })
  .openapi('Connections');

export const testConnectionBody = z
  .strictObject({
    path: z
      .string()
      .max(MAX_ADDRESS_CHARS)
      .optional()
      .describe('kind http: the path below the address to get, without ".."; default: the address itself'),
  })
  .openapi('TestConnection');

export const connectionTest = z
  .object({
    ok: z.boolean().describe('Whether the connection works'),
    status: z.number().int().nullable().describe('The status of the response; null without one'),
    durationMs: z.number().int().describe('How long the test took, in milliseconds'),
    message: z.string().describe('What was found, for people'),
  })
  .openapi('ConnectionTest');
