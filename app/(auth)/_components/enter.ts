import { type SignInResponse, signIn } from 'next-auth/react';
import type { ShownError } from '@/app/_ui/state/error-state';

// The result type that next-auth returns.
const WRONG = 'CredentialsSignin';
const LAPSED = 'lapsed';
const THROTTLED = /^throttled:(\d+)$/;
const CODE_NEEDED = /^code-needed:(.+)$/;

export type Entered =
  | { outcome: 'in' }
  /** The password is correct; a code must follow with this ticket. */
  | { outcome: 'code'; ticket: string }
  /** The ticket has expired. */
  | { outcome: 'lapsed'; error: ShownError }
  | { outcome: 'refused'; error: ShownError };

const WRONG_PASSWORD: ShownError = {
  title: 'The email or password is incorrect.',
  advice: 'Check both and try again.',
};
const WRONG_CODE: ShownError = {
  title: 'This code is not valid.',
  advice: 'Enter the code that your app shows now. Each code works once.',
};

/** Signs in by password. */
export function enter(email: string, password: string): Promise<Entered> {
  return send('credentials', { email, password }, WRONG_PASSWORD);
}

/** Completes a sign-in with the code after the password. */
export function enterByCode(ticket: string, code: string): Promise<Entered> {
  return send('code', { ticket, code }, WRONG_CODE);
}

async function send(provider: string, fields: Record<string, string>, wrong: ShownError): Promise<Entered> {
  const result = await signIn(provider, { ...fields, redirect: false }).catch(() => undefined);
  if (!result)
    return refused({
      title: 'The server could not be reached.',
      advice: 'Check the connection and try again.',
    });
  return judge(result, wrong);
}

function judge({ ok, error, url }: SignInResponse, wrong: ShownError): Entered {
  if (ok && !error && !url?.includes('csrf=true')) return { outcome: 'in' };
  const ticket = CODE_NEEDED.exec(error ?? '')?.[1];
  if (ticket) return { outcome: 'code', ticket };
  const seconds = Number(THROTTLED.exec(error ?? '')?.[1] ?? 0);
  if (seconds > 0)
    return refused({
      title: 'Too many attempts.',
      advice: `Try again in ${Math.ceil(seconds / 60).toString()} min.`,
    });
  if (error === LAPSED)
    return {
      outcome: 'lapsed',
      error: { title: 'That took longer than five minutes.', advice: 'Enter your password again.' },
    };
  if (error === WRONG) return refused(wrong);
  const what = wrong === WRONG_CODE ? 'code' : 'password';
  return refused({ title: `The server could not check the ${what}.`, advice: 'Try again in a moment.' });
}

function refused(error: ShownError): Entered {
  return { outcome: 'refused', error };
}
