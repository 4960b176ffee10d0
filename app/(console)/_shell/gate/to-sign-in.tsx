'use client';
import { redirect, usePathname, useSearchParams } from 'next/navigation';
import { paths } from '@/app/_lib/paths';

/** Redirects to the sign-in page and back afterwards; on the client because a layout does not know its path. */
export function ToSignIn() {
  const path = usePathname();
  const query = useSearchParams().toString();
  return redirect(paths.signIn(query ? `${path}?${query}` : path));
}
