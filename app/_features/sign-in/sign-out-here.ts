import { signOut } from 'next-auth/react';
import { forgetKept } from '@/app/_lib/kept-in-browser';
import { paths } from '@/app/_lib/paths';

/** Signs out and removes what this browser keeps of the organization; leads to the sign-in page. */
export async function signOutHere(): Promise<void> {
  await signOut({ redirect: false });
  forgetKept();
  // A browser may keep the page as it was for the back button.
  window.addEventListener('pageshow', ({ persisted }) => persisted && window.location.reload());
  window.location.assign(paths.signIn());
}
