import type { OAuthConfig } from 'next-auth/providers/oauth';
import type { Env } from '@/server/env';

export const OIDC_ID = 'oidc';

/** The claims of a checked token. Only its signature, issuer and audience are known to be right: any claim may be anything. */
type Claims = Record<string, unknown>;

/** The provider named by PARLEY_OIDC_*; null when there is none. Only people who are members already get in. */
export function toOidcProvider(env: Env): OAuthConfig<Claims> | null {
  const { PARLEY_OIDC_ISSUER: issuer, PARLEY_OIDC_CLIENT_ID: clientId } = env;
  if (!issuer || !clientId) return null;
  return {
    id: OIDC_ID,
    name: env.PARLEY_OIDC_NAME,
    type: 'oauth',
    wellKnown: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    clientId,
    ...(env.PARLEY_OIDC_CLIENT_SECRET ? { clientSecret: env.PARLEY_OIDC_CLIENT_SECRET } : {}),
    authorization: { params: { scope: 'openid email profile' } },
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    // Who it is, is decided from the claims themselves; next-auth wants an id that is some text.
    profile: () => ({ id: OIDC_ID, email: null, name: null }),
  };
}
