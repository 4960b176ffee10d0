import { signIn } from 'next-auth/react';
import type { ShownError } from '@/app/_ui/error-state';

// As next-auth calls it.
const WRONG = 'CredentialsSignin';
const THROTTLED = /^throttled:(\d+)$/;

/** Signs in by password; null when it went well, otherwise what to show. */
export async function enter(email: string, password: string): Promise<ShownError | null> {
  const result = await signIn('credentials', { email, password, redirect: false }).catch(() => undefined);
  if (!result)
    return { title: 'The server could not be reached.', advice: 'Check the connection and try again.' };
  if (result.ok && !result.error && !result.url?.includes('csrf=true')) return null;
  const seconds = Number(THROTTLED.exec(result.error ?? '')?.[1] ?? 0);
  if (seconds > 0)
    return { title: 'Too many tries.', advice: `Try again in ${Math.ceil(seconds / 60).toString()} min.` };
  if (result.error === WRONG)
    return { title: 'Email or password is not right.', advice: 'Check both and try again.' };
  return {
    title: 'The server could not check the password.',
    advice: 'Try again in a moment.',
  };
}
