'use client';
import { redirect, usePathname } from 'next/navigation';
import { paths } from '@/app/_lib/paths';

/** Redirects to the set-up of a second factor and back afterwards. */
export function ToTwoStep() {
  return redirect(paths.twoStep(usePathname()));
}
