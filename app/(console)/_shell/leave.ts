import { signOut } from 'next-auth/react';
import { paths } from '@/app/_lib/paths';

/** Signs out and forgets everything this tab has read. */
export async function leave(): Promise<void> {
  await signOut({ redirect: false });
  window.location.assign(paths.signIn());
}
