import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { parseCallback, paths } from '@/app/_lib/paths';
import { findViewer, getSignInOptions } from '@/server/auth/get-viewer';
import { SignInForm } from '../_components/sign-in-form';

export const metadata: Metadata = { title: 'Sign in' };

type Query = { callback?: string | string[]; error?: string | string[] };

export default async function SignInPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { callback, error } = await searchParams;
  const { firstRun, oidcName, demo } = await getSignInOptions();
  if (firstRun) redirect(paths.signUp());
  const target = parseCallback(typeof callback === 'string' ? callback : null);
  if (await findViewer()) redirect(target);
  const refusal = error === undefined ? null : String(error);
  return <SignInForm target={target} oidcName={oidcName} demo={demo} refusal={refusal} />;
}
