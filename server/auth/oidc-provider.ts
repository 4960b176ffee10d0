import type { OAuthConfig } from 'next-auth/providers/oauth';
import type { Env } from '@/server/env';

export const OIDC_ID = 'oidc';

/** The claims of a verified token. Only signature, issuer and audience are verified: any claim may have any value. */
type Claims = Record<string, unknown>;

/** The provider of PARLEY_OIDC_*; null when not configured. It admits only existing members. */
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
    // The person is found by the claims; next-auth requires any id.
    profile: () => ({ id: OIDC_ID, email: null, name: null }),
  };
}
