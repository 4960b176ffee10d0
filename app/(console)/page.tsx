import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { paths } from '@/app/_lib/paths';
import { findViewer } from '@/server/auth/get-viewer';
import { HomePage } from './_home/home-page';

export const metadata: Metadata = { title: 'Home' };

/** Whoever only answers people begins in the inbox: what Home shows is not theirs to see to. */
export default async function Home() {
  const viewer = await findViewer();
  if (viewer && !viewer.scopes.includes('deliveries:read')) redirect(paths.inbox());
  return <HomePage />;
}
