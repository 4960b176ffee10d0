import type { StoredAuth } from '@/server/db/service-connection/stored-auth';
import type { SecretBox } from '@/server/gateways/secret-box';
import type { ConnectionAuth } from './schema';

/** A way of signing in, divided into what everybody with the scope reads and the credential; null without a new one. */
type Divided = { auth: StoredAuth; credential: string | null };

/** Divides a way of signing in as it was entered. */
export function divideAuth(given: ConnectionAuth): Divided {
  switch (given.type) {
    case 'none':
      return { auth: { type: 'none' }, credential: null };
    case 'bearer':
      return { auth: { type: 'bearer' }, credential: given.token ?? null };
    case 'basic': {
      const { password, ...auth } = given;
      return { auth, credential: password ?? null };
    }
    case 'header': {
      const { value, ...auth } = given;
      return { auth, credential: value ?? null };
    }
    case 'oauth2_client_credentials': {
      const { clientSecret, ...auth } = given;
      return { auth, credential: clientSecret ?? null };
    }
  }
}

/** The field of the API that has the credential of each way of signing in. */
export const CREDENTIAL_FIELDS: { [T in Exclude<StoredAuth['type'], 'none'>]: string } = {
  bearer: 'token',
  basic: 'password',
  header: 'value',
  oauth2_client_credentials: 'clientSecret',
};

type Place = { orgId: string; id: string };

/** Encrypts the credential of a connection for its row. */
export function sealCredential(secrets: SecretBox, place: Place, credential: string): string {
  return secrets.seal(credential, contextOf(place));
}

/** Decrypts the credential of a connection. Throws an Error when the server's secret is gone. */
export function openCredential(secrets: SecretBox, { sealed, ...place }: Place & { sealed: string }): string {
  return secrets.open(sealed, contextOf(place));
}

function contextOf({ orgId, id }: Place): string {
  return `connection:${orgId}:${id}`;
}
