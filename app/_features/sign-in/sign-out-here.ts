import { clearBrowserData } from '@/app/_lib/browser-data';
import { paths } from '@/app/_lib/paths';

/** Signs out, removes the organization's data from this browser, and opens the sign-in page. */
export async function signOutHere(): Promise<void> {
  const { signOut } = await import('next-auth/react');
  await signOut({ redirect: false });
  clearBrowserData();
  // A browser may keep the page for its back button.
  window.addEventListener('pageshow', ({ persisted }) => persisted && window.location.reload());
  window.location.assign(paths.signIn());
}
