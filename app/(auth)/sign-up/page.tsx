import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { paths } from '@/app/_lib/paths';
import { getEntrance } from '@/server/auth/get-viewer';
import { SignUpForm } from '../_components/sign-up-form';

export const metadata: Metadata = { title: 'Set up' };

/** Open only until the first owner exists. */
export default async function SignUpPage() {
  const { firstRun } = await getEntrance();
  if (!firstRun) redirect(paths.signIn());
  return <SignUpForm />;
}
