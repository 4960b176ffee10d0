import type { CookieOption, CookiesOptions } from 'next-auth';

const BOUND = '__Host-parley.';
// The names that next-auth uses, over https and over http.
const UNBOUND = ['__Secure-next-auth.', 'next-auth.'];

const OPTIONS = { httpOnly: true, sameSite: 'lax', path: '/', secure: true } as const;

/**
 * The cookies of a console over https: bound to the host, never sent in clear, and not readable by scripts. Over http,
 * as on a developer's machine, browsers refuse such cookies, and next-auth's own are used.
 */
export function toCookies(publicUrl: string | undefined): Partial<CookiesOptions> | undefined {
  if (!isBound(publicUrl)) return undefined;
  const cookie = (name: string): CookieOption => ({ name: `${BOUND}${name}`, options: OPTIONS });
  return {
    sessionToken: cookie('session-token'),
    callbackUrl: cookie('callback-url'),
    csrfToken: cookie('csrf-token'),
    pkceCodeVerifier: cookie('pkce'),
    state: cookie('state'),
    nonce: cookie('nonce'),
  };
}

/** The possible names of a cookie such as "session-token"; the safer name comes first. */
export function cookieNames(publicUrl: string | undefined, name: string): string[] {
  return (isBound(publicUrl) ? [BOUND] : UNBOUND).map((prefix) => `${prefix}${name}`);
}

const isBound = (publicUrl: string | undefined) => publicUrl?.startsWith('https:') ?? false;
