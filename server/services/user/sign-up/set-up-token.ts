import type { SecretBox } from '@/server/gateways/secret-box';
import { domainError } from '@/server/shared/errors';

const PURPOSE = 'set-up token';

/**
 * Returns the token that the first sign-up requires. It is derived from the server's secret, so that all processes
 * print and accept the same one; it is useless after the first sign-up.
 */
export function makeSetUpToken(secrets: SecretBox): string {
  return secrets.sign(PURPOSE, '').toString('base64url');
}

/** Throws invalid_request for anything but the set-up token. */
export function requireSetUpToken(secrets: SecretBox, token: string): void {
  if (secrets.verify(PURPOSE, '', Buffer.from(token.trim(), 'base64url'))) return;
  const message = 'This is not the set-up token. It was printed when the server started.';
  throw domainError('invalid_request', { issues: [{ path: ['token'], message }] });
}
