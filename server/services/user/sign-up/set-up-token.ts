import type { SecretBox } from '@/server/gateways/secret-box';
import { domainError } from '@/server/shared/errors';

const PURPOSE = 'set-up token';

/**
 * What the first sign-up has to show. It follows from the server's secret, so that every process prints the same one and
 * knows it; once somebody has signed up it opens nothing.
 */
export function makeSetUpToken(secrets: SecretBox): string {
  return secrets.sign(PURPOSE, '').toString('base64url');
}

/** Throws invalid_request for what is not the set-up token. */
export function requireSetUpToken(secrets: SecretBox, token: string): void {
  if (secrets.verify(PURPOSE, '', Buffer.from(token.trim(), 'base64url'))) return;
  const message = 'This is not the set-up token. It was printed when the server started.';
  throw domainError('invalid_request', { issues: [{ path: ['token'], message }] });
}
