import type { NextAuthOptions } from 'next-auth';
import credentialsProvider from 'next-auth/providers/credentials';
import { type Container, getContainer } from '@/server/container';
import { authenticateUser, findSignInByEmail } from '@/server/services/user/authenticate-user';
import { moveSignIn } from '@/server/services/user/move-sign-in';
import { toClientAddress } from './client-address';
import { decodeWithPrevious, toCookieSecret } from './cookie-secrets';
import { toCookies } from './cookies';
import { OIDC_ID, toOidcProvider } from './oidc-provider';

/*
 * A1 The cookie names a sign-in; what it may do is looked up at every request, so removing a member acts at once.
 * A2 An unknown email, a wrong password and a malformed one get one answer after the same work.
 * A3 The cookie is http-only and same-site; where the server is reached by https it is also secure and named `__Host-`.
 */

const MAX_AGE_SECONDS = 14 * 24 * 3600;
const SIGN_IN_PAGE = '/sign-in';

/** What the sign-in page is told when there were too many tries; the number is seconds to wait. */
export const THROTTLED = 'throttled:';
/** What it is told when the password could not be looked at; why stands in the log alone. */
const FAILED = 'failed';

let made: NextAuthOptions | undefined;

/** The one configuration of next-auth, made at the first request. */
export function getAuthOptions(): NextAuthOptions {
  made ??= toAuthOptions(getContainer());
  return made;
}

function toAuthOptions(container: Container): NextAuthOptions {
  declareOrigin(container);
  const oidc = toOidcProvider(container.env);
  const cookies = toCookies(container.env.PARLEY_PUBLIC_URL);
  return {
    secret: toCookieSecret(container.secret),
    jwt: { decode: decodeWithPrevious(container.env.PARLEY_SECRET_PREVIOUS) },
    session: { strategy: 'jwt', maxAge: MAX_AGE_SECONDS },
    ...(cookies && { cookies }),
    pages: { signIn: SIGN_IN_PAGE, signOut: SIGN_IN_PAGE, error: SIGN_IN_PAGE },
    providers: [toPasswordProvider(container), ...(oidc ? [oidc] : [])],
    callbacks: {
      redirect: ({ url, baseUrl }) => stayAt(baseUrl, url),
      signIn: async ({ user, account, profile }) => {
        if (account?.provider !== OIDC_ID) return true;
        const verified = (profile as { email_verified?: boolean } | undefined)?.email_verified !== false;
        const signIn = verified && user.email ? await findSignInByEmail(container, user.email) : null;
        if (signIn) user.signIn = signIn;
        return signIn !== null;
      },
      jwt: async ({ token, user, trigger, session }) => {
        if (user?.signIn) return { signIn: user.signIn };
        if (trigger !== 'update' || !token.signIn) return token;
        return { signIn: await moveSignIn(container, token.signIn, session) };
      },
      session: ({ session, token }) => ({ expires: session.expires, signIn: token.signIn ?? null }),
    },
    logger: {
      error: (code, details) => container.log.error({ code, details }, 'sign-in failed in an unexpected way'),
      warn: (code) => container.log.debug({ code }, 'next-auth warns'),
      debug: () => {},
    },
  };
}

// Another site's address leads home, and so does what is none.
function stayAt(baseUrl: string, url: string): string {
  const target = URL.canParse(url, baseUrl) ? new URL(url, baseUrl) : null;
  return target?.origin === new URL(baseUrl).origin ? target.href : baseUrl;
}

function toPasswordProvider(container: Container) {
  return credentialsProvider({
    name: 'Password',
    credentials: { email: {}, password: {} },
    authorize: async (credentials, request) => {
      const { email, password } = credentials ?? {};
      const address = toClientAddress(request.headers ?? {});
      const result = await authenticateUser(container, { email, password, address }).catch((err: unknown) => {
        container.log.error({ err }, 'a password could not be checked');
        throw new Error(FAILED);
      });
      if (result.outcome === 'throttled')
        throw new Error(`${THROTTLED}${String(Math.ceil(result.retryAfterMs / 1000))}`);
      return result.outcome === 'in' ? { id: result.signIn.userId, signIn: result.signIn } : null;
    },
  });
}

// next-auth reads its own address from the environment alone; without a public one it follows the request's.
function declareOrigin({ env }: Container): void {
  if (env.PARLEY_PUBLIC_URL) process.env.NEXTAUTH_URL = env.PARLEY_PUBLIC_URL;
  else process.env.AUTH_TRUST_HOST = '1';
}
