import { createHmac } from 'node:crypto';
import { decode, type JWT, type JWTDecodeParams } from 'next-auth/jwt';

/** What the server's secret is for cookies: nothing else is encrypted with the same key. */
export function toCookieSecret(secret: string): string {
  return createHmac('sha256', secret).update('console sign-in').digest('base64url');
}

/** Reads a cookie of the current secret or of a previous one, so that nobody is signed out by a new secret. */
export function decodeWithPrevious(
  previous: readonly string[],
): (params: JWTDecodeParams) => Promise<JWT | null> {
  const old = previous.map(toCookieSecret);
  return async (params) => {
    let failure: unknown;
    for (const secret of [params.secret, ...old]) {
      try {
        return await decode({ ...params, secret });
      } catch (error) {
        failure ??= error;
      }
    }
    throw failure;
  };
}
