import { z } from 'zod';
import { CONNECTION_KINDS, CONNECTION_NAME } from '@/server/shared/connection-name';
import { isStorable } from '@/server/shared/json';
import { secretSchema } from '../secret/schema';
import { formText } from '../text-schema';

/** The most connections of an organization. */
export const MOST_CONNECTIONS = 100;
export const MAX_ADDRESS_CHARS = 2_000;
/** The bounds of a connection's own limits; the upper ones are those of all calls. */
export const MIN_TIMEOUT_MS = 100;
export const MAX_TIMEOUT_MS = 120_000;
export const MIN_RESPONSE_BYTES = 1_000;
export const MAX_RESPONSE_BYTES = 1_000_000;
const MOST_HEADERS = 20;

/** The names of headers that carry a credential. */
const CREDENTIAL = /^(?:proxy-)?authorization$|api[-_]?key|token|secret|^cookie$/i;
/** Headers that describe the connection to the server, which the client sets. */
const OF_CLIENT = /^(?:host|content-length|transfer-encoding|connection|keep-alive|upgrade|te|trailer)$/i;

const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `Use at most ${max.toLocaleString('en')} characters.`)
    .refine(isStorable, 'This contains characters that cannot be stored.');
const given = (max: number) => formText(max, 'Enter a value.');
const headerName = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, 'Use the name of a header, such as X-Api-Key.')
  .refine((name) => !OF_CLIENT.test(name), 'This header is set by Parley.');
const headerValue = given(4_000).regex(
  /^[\t\x20-\x7e\x80-\xff]*$/,
  'A header cannot carry these characters.',
);

const address = given(MAX_ADDRESS_CHARS)
  .refine(isWebAddress, 'Enter an address that begins with https:// or http://.')
  .refine(hasNoUser, 'Leave the user name and password out of the address.');
const baseAddress = address
  .refine(isPlain, 'Leave the query and the fragment (? and #) out of the address.')
  .transform(withoutFinalSlash);

/** A credential is left out to keep the stored one. */
const credential = secretSchema.shape.value.optional();

const connectionAuth = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('none') }),
  z.strictObject({ type: z.literal('bearer'), token: credential }),
  z.strictObject({
    type: z.literal('basic'),
    username: given(200).regex(/^[^:]*$/, 'A user name cannot contain a colon.'),
    password: credential,
  }),
  z.strictObject({ type: z.literal('header'), header: headerName, value: credential }),
  z.strictObject({
    type: z.literal('oauth2_client_credentials'),
    tokenUrl: address,
    clientId: given(500),
    clientSecret: credential,
    scope: text(1_000)
      .transform((scope) => scope || undefined)
      .optional(),
    credentialsIn: z.enum(['header', 'body']).default('header'),
  }),
]);

export const connectionSchema = z.strictObject({
  name: z
    .string()
    .trim()
    .regex(
      CONNECTION_NAME,
      'Use up to 64 lower-case letters, digits, - and _, beginning and ending with a letter or digit.',
    ),
  kind: z.enum(CONNECTION_KINDS),
  address: baseAddress,
  auth: connectionAuth,
  headers: z
    .record(
      headerName.refine((name) => !CREDENTIAL.test(name), 'Enter a credential as the way of signing in.'),
      headerValue,
    )
    .refine((headers) => Object.keys(headers).length <= MOST_HEADERS, `Use at most ${MOST_HEADERS} headers.`)
    .default({}),
  model: text(200)
    .transform((model) => model || null)
    .nullable()
    .default(null),
  timeoutMs: z.number().int().min(MIN_TIMEOUT_MS).max(MAX_TIMEOUT_MS).nullable().default(null),
  maxBytes: z.number().int().min(MIN_RESPONSE_BYTES).max(MAX_RESPONSE_BYTES).nullable().default(null),
});

export type SetConnectionInput = z.input<typeof connectionSchema>;
export type ConnectionFields = z.output<typeof connectionSchema>;
export type ConnectionAuth = ConnectionFields['auth'];

function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url);
}

function hasNoUser(url: string): boolean {
  if (!URL.canParse(url)) return true;
  const { username, password } = new URL(url);
  return username === '' && password === '';
}

function isPlain(url: string): boolean {
  return !/[?#]/.test(url);
}

function withoutFinalSlash(url: string): string {
  if (!URL.canParse(url)) return url;
  const { origin, pathname } = new URL(url);
  return origin + pathname.replace(/\/+$/, '');
}
