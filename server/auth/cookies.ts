import type { CookieOption, CookiesOptions } from 'next-auth';

const OPTIONS = { httpOnly: true, sameSite: 'lax', path: '/', secure: true } as const;

/**
 * The cookies of a console that is reached by https: bound to this very host, never sent in clear, and out of reach of
 * scripts. Where it is reached by http, as on one's own machine, browsers refuse such cookies, and next-auth's own are used.
 */
export function toCookies(publicUrl: string | undefined): Partial<CookiesOptions> | undefined {
  if (!publicUrl?.startsWith('https:')) return undefined;
  const cookie = (name: string): CookieOption => ({ name: `__Host-parley.${name}`, options: OPTIONS });
  return {
    sessionToken: cookie('session-token'),
    callbackUrl: cookie('callback-url'),
    csrfToken: cookie('csrf-token'),
    pkceCodeVerifier: cookie('pkce'),
    state: cookie('state'),
    nonce: cookie('nonce'),
  };
}
