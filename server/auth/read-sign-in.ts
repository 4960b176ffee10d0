import { cookies } from 'next/headers';
import { getContainer } from '@/server/container';
import type { SignIn } from '@/server/services/sign-in/sign-in';
import { cookieNames } from './cookies';
import { decodeSignIn } from './decode-sign-in';

/**
 * The sign-in named by the request's cookie; null without a readable one. No other cookie or header is read, so that
 * none can prevent a sign-in.
 */
export async function readSignIn(): Promise<SignIn | null> {
  const container = getContainer();
  const store = await cookies();
  const names = cookieNames(container.env.PARLEY_PUBLIC_URL, 'session-token');
  const token = names.map((name) => store.get(name)?.value).find(Boolean);
  return token === undefined ? null : decodeSignIn(container, token);
}
