import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { paths } from '@/app/_lib/paths';
import { getSignInOptions } from '@/server/auth/get-viewer';
import { SignUpForm } from '../_components/sign-up-form';

// The address may hold the set-up token: no other site may learn it from the Referer header.
export const metadata: Metadata = { title: 'Set up', referrer: 'no-referrer' };

type Query = { token?: string | string[] };

/** Open only until the first owner exists. */
export default async function SignUpPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { token } = await searchParams;
  const { firstRun } = await getSignInOptions();
  if (!firstRun) redirect(paths.signIn());
  return <SignUpForm token={typeof token === 'string' ? token : ''} />;
}
