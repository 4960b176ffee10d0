import type { Metadata } from 'next';
import { createLoader, type SearchParams } from 'nuqs/server';
import { listRequests, REQUEST_PARAMS } from '@/app/_features/request/request-queries';
import { Prefetched } from '@/app/_trpc/prefetched';
import { RequestsPage } from './_components/requests-page';

export const metadata: Metadata = { title: 'Request log' };

export default async function Requests({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const filters = await createLoader(REQUEST_PARAMS)(searchParams);
  return (
    <Prefetched reads={(trpc) => [listRequests(trpc, null, filters)]}>
      <RequestsPage />
    </Prefetched>
  );
}
