/** The way of signing in as it is stored, without its credential. */
export type StoredAuth =
  | { type: 'none' | 'bearer' }
  | { type: 'basic'; username: string }
  | { type: 'header'; header: string }
  | {
      type: 'oauth2_client_credentials';
      tokenUrl: string;
      clientId: string;
      scope?: string | undefined;
      /** Where the token request has the client id and secret. */
      credentialsIn: 'header' | 'body';
    };
