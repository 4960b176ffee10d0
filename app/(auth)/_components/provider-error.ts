import type { ShownError } from '@/app/_ui/state/error-state';

const STRANGER: ShownError = {
  title: 'This account does not belong to an organization on this server.',
  advice: 'Ask an owner of the organization to add you, then try again.',
};

const ERRORS: Readonly<Record<string, ShownError>> = {
  stranger: STRANGER,
  // The error codes of next-auth.
  AccessDenied: STRANGER,
  unverified: {
    title: 'Your identity provider has not confirmed your email address.',
    advice: 'Confirm the address there, then try again.',
  },
  'other-identity': {
    title: 'Your account here is linked to another account at your identity provider.',
    advice:
      'Sign in with the account that you used before. If you no longer have it, ask the administrator of this server.',
  },
  claims: {
    title: 'Your identity provider sent account details that cannot be used.',
    advice: 'Ask the administrator of this server to check the claims it sends.',
  },
};

const FAILED: ShownError = {
  title: 'Sign-in through your identity provider failed.',
  advice: 'Try again in a moment.',
};

/** Explains why a sign-in through an identity provider failed. */
export function toProviderError(code: string): ShownError {
  return (Object.hasOwn(ERRORS, code) && ERRORS[code]) || FAILED;
}
