import type { NextAuthOptions } from 'next-auth';
import credentialsProvider from 'next-auth/providers/credentials';
import type { Container } from '@/server/container';
import { toSignInLifetimeMs } from '@/server/env';
import { hasFactor } from '@/server/services/factor/check-code';
import { authenticateByCode, makeTicket, type SecondStep } from '@/server/services/factor/sign-in-ticket';
import type { CallerOrigin } from '@/server/services/origin';
import { beginSignIn } from '@/server/services/sign-in/begin-sign-in';
import { endSignIn } from '@/server/services/sign-in/end-sign-in';
import type { Account, SignIn, SignInMethod } from '@/server/services/sign-in/sign-in';
import { switchOrganization } from '@/server/services/sign-in/switch-organization';
import { authenticateByProvider } from '@/server/services/user/authenticate-by-provider';
import { type Authentication, authenticateUser } from '@/server/services/user/authenticate-user';
import { decodeWithPrevious, toCookieSecret } from './cookie-secrets';
import { toCookies } from './cookies';
import { OIDC_ID, toOidcProvider } from './oidc-provider';
import { readSignIn } from './read-sign-in';

/*
 * sign-in/looked-up   The cookie names a sign-in, whose rights are looked up at every request, so that removing a member
 *                     takes effect at once.
 * sign-in/one-answer  An unknown email, a wrong password and a malformed one get the same response after the same work.
 * sign-in/safe-cookie The cookie is http-only and same-site; over https it is also secure and named `__Host-`.
 */

const SIGN_IN_PAGE = '/sign-in';

/** The error for too many attempts; the number of seconds to wait follows. */
const THROTTLED = 'throttled:';
/** The error when the password could not be checked; the reason is in the log only. */
const FAILED = 'failed';
/** The error when a code must follow the password; the ticket for that step follows. */
const CODE_NEEDED = 'code-needed:';
/** The error when the ticket has expired. */
const LAPSED = 'lapsed';

/** The configuration of next-auth for a request from `origin`. */
export function toAuthOptions(container: Container, origin: CallerOrigin): NextAuthOptions {
  declareOrigin(container);
  const visit: Visit = { ...container, origin };
  const oidc = toOidcProvider(container.env);
  const cookies = toCookies(container.env.PARLEY_PUBLIC_URL);
  return {
    secret: toCookieSecret(container.secret),
    jwt: { decode: decodeWithPrevious(container.env.PARLEY_SECRET_PREVIOUS) },
    // The sign-in's row decides when it ends; the cookie need not live longer.
    session: { strategy: 'jwt', maxAge: toSignInLifetimeMs(container.env) / 1000 },
    ...(cookies && { cookies }),
    pages: { signIn: SIGN_IN_PAGE, signOut: SIGN_IN_PAGE, error: SIGN_IN_PAGE },
    providers: [toPasswordProvider(visit), toCodeProvider(visit), ...(oidc ? [oidc] : [])],
    callbacks: toCallbacks(visit),
    events: {
      signOut: async ({ token }) => {
        if (token.signIn?.id) await endSignIn(visit, token.signIn);
      },
    },
    logger: {
      error: (code, details) => container.log.error({ code, details }, 'unexpected sign-in error'),
      warn: (code) => container.log.debug({ code }, 'next-auth warning'),
      debug: () => {},
    },
  };
}

/** One request to next-auth. */
type Visit = Container & { origin: CallerOrigin };

function toCallbacks(visit: Visit): NextAuthOptions['callbacks'] {
  return {
    redirect: ({ url, baseUrl }) => stayAt(baseUrl, url),
    signIn: async ({ user, account, profile }) => {
      if (account?.provider !== OIDC_ID) return true;
      const result = await checkProvider(visit, profile);
      if (result.outcome === 'refused') return `${SIGN_IN_PAGE}?error=${result.reason}`;
      user.signIn = result.signIn;
      return true;
    },
    jwt: async ({ token, user, trigger, session }) => {
      if (user?.signIn) return { signIn: user.signIn };
      if (trigger !== 'update' || !token.signIn?.id) return token;
      return { signIn: await switchOrganization(visit, token.signIn, session) };
    },
    session: ({ session, token }) => ({ expires: session.expires, signIn: token.signIn ?? null }),
  };
}

/** Begins a sign-in, and ends the one that this browser had before. */
async function begin(
  visit: Visit,
  account: Account,
  method: SignInMethod,
  authenticatedAt?: number,
): Promise<SignIn> {
  const lifetimeMs = toSignInLifetimeMs(visit.env);
  const before = await readSignIn();
  const signIn = await beginSignIn(visit, { account, method, lifetimeMs, authenticatedAt });
  if (before) await endSignIn(visit, before);
  return signIn;
}

// Foreign and invalid addresses lead to the start page.
function stayAt(baseUrl: string, url: string): string {
  const target = URL.canParse(url, baseUrl) ? new URL(url, baseUrl) : null;
  return target?.origin === new URL(baseUrl).origin ? target.href : baseUrl;
}

function toPasswordProvider(visit: Visit) {
  return credentialsProvider({
    name: 'Password',
    credentials: { email: {}, password: {} },
    authorize: async (credentials) => {
      const { email, password } = credentials ?? {};
      return toUser(visit, await orFailed(visit, authenticateUser(visit, { email, password })), 'password');
    },
  });
}

// The second step of a sign-in by password (factor/second-step).
function toCodeProvider(visit: Visit) {
  return credentialsProvider({
    id: 'code',
    name: 'Code',
    credentials: { ticket: {}, code: {} },
    authorize: async (credentials) => {
      const { ticket, code } = credentials ?? {};
      return toUser(visit, await orFailed(visit, authenticateByCode(visit, { ticket, code })), 'code');
    },
  });
}

// The messages of errors in next-auth's providers reach the sign-in page.
async function toUser(visit: Visit, result: Authentication | SecondStep, step: 'password' | 'code') {
  if (result.outcome === 'throttled')
    throw new Error(`${THROTTLED}${String(Math.ceil(result.retryAfterMs / 1000))}`);
  if (result.outcome === 'lapsed') throw new Error(LAPSED);
  if (result.outcome === 'refused') return null;
  const { account } = result;
  if (step === 'password' && (await orFailed(visit, hasFactor(visit, account.userId))))
    throw new Error(`${CODE_NEEDED}${makeTicket(visit, account)}`);
  const signIn = await orFailed(visit, begin(visit, account, 'password'));
  return { id: signIn.userId, signIn };
}

async function orFailed<T>(visit: Visit, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (err) {
    visit.log.error({ err }, 'sign-in check failed');
    throw new Error(FAILED);
  }
}

async function checkProvider(visit: Visit, claims: unknown) {
  try {
    const assumesVerified = visit.env.PARLEY_OIDC_ASSUME_EMAIL_VERIFIED;
    const result = await authenticateByProvider(visit, claims, { assumesVerified });
    if (result.outcome === 'refused') return result;
    return {
      outcome: 'in' as const,
      signIn: await begin(visit, result.account, 'oidc', result.authenticatedAt),
    };
  } catch (err) {
    visit.log.error({ err }, 'sign-in check through the identity provider failed');
    return { outcome: 'refused' as const, reason: FAILED };
  }
}

// next-auth reads its own URL from the environment; without a public URL it uses the request's.
function declareOrigin({ env }: Container): void {
  if (env.PARLEY_PUBLIC_URL) process.env.NEXTAUTH_URL = env.PARLEY_PUBLIC_URL;
  else process.env.AUTH_TRUST_HOST = '1';
}
