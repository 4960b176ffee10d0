import type { Metadata } from 'next';
import { createLoader, type SearchParams } from 'nuqs/server';
import { Prefetched } from '@/app/_trpc/prefetched';
import { SessionList } from './_components/session-list';
import { SESSION_FILTERS } from './_model/session-filters';
import { listSessions } from './_model/session-queries';

export const metadata: Metadata = { title: 'Sessions' };

export default async function SessionsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const filters = await createLoader(SESSION_FILTERS)(searchParams);
  return (
    <Prefetched reads={(trpc) => [listSessions(trpc, filters)]}>
      <SessionList />
    </Prefetched>
  );
}
