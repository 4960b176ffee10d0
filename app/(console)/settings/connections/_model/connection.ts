import type { RouterOutputs } from '@/app/_trpc/router-outputs';

/** A connection without its credential. */
export type Connection = RouterOutputs['connection']['list'][number];

/** The open dialog and its connection. */
export type ConnectionTask = { kind: 'edit' | 'test' | 'remove'; connection: Connection };

/** The name of each way of signing in. */
export const SIGN_INS = {
  none: 'None',
  bearer: 'Bearer token',
  basic: 'User name and password',
  header: 'Header',
  oauth2_client_credentials: 'OAuth 2 client credentials',
} as const satisfies Record<Connection['auth']['type'], string>;

export type SignIn = keyof typeof SIGN_INS;

/** The ways of signing in, in the order of the list. */
export const SIGN_IN_TYPES = Object.keys(SIGN_INS) as SignIn[];

/** The name of each kind. */
export const KIND_NAMES = { http: 'HTTP service', model: 'Model' } as const satisfies Record<
  Connection['kind'],
  string
>;
