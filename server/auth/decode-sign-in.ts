import type { Env } from '@/server/env';
import type { SignIn } from '@/server/services/sign-in/sign-in';
import { isUuid } from '@/server/shared/ids';
import { decodeWithPrevious, toCookieSecret } from './cookie-secrets';
import { cookieNames } from './cookies';

type Signing = { env: Pick<Env, 'PARLEY_SECRET_PREVIOUS' | 'PARLEY_PUBLIC_URL'>; secret: string };

/** The sign-in named by a cookie; null for an expired cookie or one of another server. */
export async function decodeSignIn({ env, secret }: Signing, token: string): Promise<SignIn | null> {
  const decode = decodeWithPrevious(env.PARLEY_SECRET_PREVIOUS);
  try {
    const signIn = (await decode({ token, secret: toCookieSecret(secret) }))?.signIn;
    // A cookie from before sign-ins were stored names none.
    return signIn && isUuid(signIn.id) ? signIn : null;
  } catch {
    return null;
  }
}

/** Whether a request carries a sign-in of this server; handlers look up whether it is still valid. */
export async function hasSignIn(signing: Signing, cookieHeader: string | undefined): Promise<boolean> {
  if (!cookieHeader) return false;
  const names = cookieNames(signing.env.PARLEY_PUBLIC_URL, 'session-token');
  const pairs = cookieHeader.split(';').map((pair) => pair.trim().split(/=(.*)/s));
  const token = names.map((name) => pairs.find(([given]) => given === name)?.[1]).find(Boolean);
  return token !== undefined && (await decodeSignIn(signing, token)) !== null;
}
