import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { createLoader, type SearchParams } from 'nuqs/server';
import { paths } from '@/app/_lib/paths';
import { Prefetched } from '@/app/_trpc/prefetched';
import { findViewer } from '@/server/auth/get-viewer';
import { HomePage } from './_home/home-page';
import {
  findNewestSession,
  findPublishedFlow,
  getMetrics,
  getOverview,
  HOME_PARAMS,
  listRecentFlows,
  listRecentSessions,
} from './_home/home-queries';

export const metadata: Metadata = { title: 'Home' };

/**
 * The home page; people who only answer conversations are redirected to the inbox, because home has nothing for them.
 */
export default async function Home({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await findViewer();
  if (viewer && !viewer.scopes.includes('deliveries:read')) redirect(paths.inbox());
  const { range } = await createLoader(HOME_PARAMS)(searchParams);
  return (
    <Prefetched
      reads={(trpc) => [
        getOverview(trpc),
        getMetrics(trpc, 'hour'),
        getMetrics(trpc, range),
        findNewestSession(trpc),
        listRecentSessions(trpc),
        listRecentFlows(trpc),
        findPublishedFlow(trpc),
      ]}
    >
      <HomePage />
    </Prefetched>
  );
}
