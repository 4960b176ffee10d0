'use client';
import { redirect, usePathname } from 'next/navigation';
import { paths } from '@/app/_lib/paths';

/** Leads to setting up a second factor and back here afterwards. */
export function ToTwoStep() {
  return redirect(paths.twoStep(usePathname()));
}
