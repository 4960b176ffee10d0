import { createHmac } from 'node:crypto';
import { decode, type JWT, type JWTDecodeParams } from 'next-auth/jwt';

/** The encryption key of cookies, derived from the server's secret and used for nothing else. */
export function toCookieSecret(secret: string): string {
  return createHmac('sha256', secret).update('console sign-in').digest('base64url');
}

/** Decodes cookies of the current and of previous secrets, so that a new secret signs nobody out. */
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
