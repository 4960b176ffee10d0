import { cookies } from 'next/headers';
import { type Container, getContainer } from '@/server/container';
import type { SignIn } from '@/server/services/sign-in/sign-in';
import { isUuid } from '@/server/shared/ids';
import { decodeWithPrevious, toCookieSecret } from './cookie-secrets';
import { cookieNames } from './cookies';

/**
 * The sign-in that this request's cookie names; null without one that can be read. No other cookie and no header is
 * looked at, so that whatever else they hold keeps nobody out.
 */
export async function readSignIn(): Promise<SignIn | null> {
  const container = getContainer();
  const store = await cookies();
  const names = cookieNames(container.env.PARLEY_PUBLIC_URL, 'session-token');
  const token = names.map((name) => store.get(name)?.value).find(Boolean);
  return token === undefined ? null : decodeSignIn(container, token);
}

async function decodeSignIn({ env, secret }: Container, token: string): Promise<SignIn | null> {
  const decode = decodeWithPrevious(env.PARLEY_SECRET_PREVIOUS);
  try {
    const signIn = (await decode({ token, secret: toCookieSecret(secret) }))?.signIn;
    // A cookie from before sign-ins were kept names none.
    return signIn && isUuid(signIn.id) ? signIn : null;
  } catch {
    return null;
  }
}
