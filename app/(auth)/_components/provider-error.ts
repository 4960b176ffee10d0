import type { ShownError } from '@/app/_ui/state/error-state';

const STRANGER: ShownError = {
  title: 'That account has no place here.',
  advice: 'Ask an owner of the organization to add you, then try again.',
};

const ERRORS: Readonly<Record<string, ShownError>> = {
  stranger: STRANGER,
  // As next-auth calls it.
  AccessDenied: STRANGER,
  unverified: {
    title: 'Your identity provider has not confirmed your email address.',
    advice: 'Confirm the address there, then try again.',
  },
  'other-identity': {
    title: 'Your account here belongs to another account at your identity provider.',
    advice:
      'Sign in there with the account that you used before. If you no longer have it, ask whoever runs this server.',
  },
  claims: {
    title: 'Your identity provider sent account details that cannot be used.',
    advice: 'Ask whoever runs this server to check what it sends.',
  },
};

const FAILED: ShownError = {
  title: 'The sign-in through your identity provider failed.',
  advice: 'Try again in a moment.',
};

/** Says why a sign-in through an identity provider came to nothing. */
export function toProviderError(code: string): ShownError {
  return (Object.hasOwn(ERRORS, code) && ERRORS[code]) || FAILED;
}
