import { z } from 'zod';
import { connectionSchema, type SetConnectionInput } from '@/server/services/connection/schema';
import { type Connection, SIGN_IN_TYPES } from './connection';
import type { Preset } from './presets';

const text = z.string();

const values = z.object({
  name: text,
  kind: z.enum(['http', 'model']),
  address: text,
  auth: z.object({
    type: z.enum(SIGN_IN_TYPES),
    token: text,
    username: text,
    password: text,
    header: text,
    value: text,
    tokenUrl: text,
    clientId: text,
    clientSecret: text,
    scope: text,
    credentialsIn: z.enum(['header', 'body']),
  }),
  headers: z.array(z.object({ name: text, value: text })),
  model: text,
  timeoutMs: text,
  maxBytes: text,
});

/** The fields of the dialog; those of other ways of signing in are kept while it is open. */
export type ConnectionValues = z.input<typeof values>;

/** Checks the fields of the dialog by the rules of the server. An empty credential keeps the stored one. */
export const connectionForm = values.transform(toInput).pipe(connectionSchema);

/** The fields of a connection, or of a new one. */
export function toValues(connection: Connection | null, preset: Preset): ConnectionValues {
  const { name, kind, address, signIn } = preset;
  const given = connection ?? { name, kind, address, auth: { type: signIn }, headers: {}, ...NO_LIMITS };
  return {
    name: given.name,
    kind: given.kind,
    address: given.address,
    auth: { ...NO_AUTH, ...given.auth },
    headers: Object.entries(given.headers).map(([header, value]) => ({ name: header, value })),
    model: given.model ?? '',
    timeoutMs: toText(given.timeoutMs),
    maxBytes: toText(given.maxBytes),
  };
}

const NO_LIMITS = { model: null, timeoutMs: null, maxBytes: null };
const NO_AUTH = {
  ...{ token: '', username: '', password: '', header: '', value: '' },
  ...{ tokenUrl: '', clientId: '', clientSecret: '', scope: '' },
  credentialsIn: 'header' as const,
};

function toText(limit: number | null): string {
  return limit === null ? '' : String(limit);
}

function toInput(given: z.output<typeof values>): SetConnectionInput {
  const { name, kind, address, auth, headers, model, timeoutMs, maxBytes } = given;
  const filled = headers.filter((header) => header.name.trim() !== '' || header.value.trim() !== '');
  return {
    ...{ name, kind, address, auth: toAuth(auth) },
    headers: Object.fromEntries(filled.map((header) => [header.name.trim(), header.value])),
    model: kind === 'model' ? model : null,
    timeoutMs: toLimit(timeoutMs),
    maxBytes: toLimit(maxBytes),
  };
}

function toLimit(entered: string): number | null {
  return entered.trim() === '' ? null : Number(entered);
}

function toAuth(auth: z.output<typeof values>['auth']): SetConnectionInput['auth'] {
  const { username, header, tokenUrl, clientId, scope, credentialsIn } = auth;
  switch (auth.type) {
    case 'none':
      return { type: 'none' };
    case 'bearer':
      return { type: 'bearer', token: auth.token.trim() || undefined };
    case 'basic':
      return { type: 'basic', username, password: auth.password.trim() || undefined };
    case 'header':
      return { type: 'header', header, value: auth.value.trim() || undefined };
    case 'oauth2_client_credentials': {
      const clientSecret = auth.clientSecret.trim() || undefined;
      return { type: auth.type, tokenUrl, clientId, clientSecret, scope, credentialsIn };
    }
  }
}
