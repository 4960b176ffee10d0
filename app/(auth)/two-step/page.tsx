import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { parseCallback, paths } from '@/app/_lib/paths';
import { ViewerProvider } from '@/app/_lib/viewer';
import { findViewer, getSignInOptions } from '@/server/auth/get-viewer';
import { TwoStepForm } from './_components/two-step-form';

export const metadata: Metadata = { title: 'Two-step sign-in' };

type Query = { callback?: string | string[] };

/** Members without a second factor land here while their organization requires one. */
export default async function TwoStepPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { callback } = await searchParams;
  const target = parseCallback(typeof callback === 'string' ? callback : null);
  const viewer = await findViewer();
  if (!viewer) redirect(paths.signIn(paths.twoStep()));
  if (!viewer.lacksFactor) redirect(target);
  const { oidcName } = await getSignInOptions();
  return (
    <ViewerProvider viewer={viewer}>
      <TwoStepForm target={target} oidcName={oidcName} />
    </ViewerProvider>
  );
}
