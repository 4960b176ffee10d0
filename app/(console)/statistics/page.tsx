import type { Metadata } from 'next';
import { createLoader, type SearchParams } from 'nuqs/server';
import { Prefetched } from '@/app/_trpc/prefetched';
import { StatisticsPage } from './_components/statistics-page';
import { STATISTICS_FILTERS } from './_model/statistics-filters';
import { getStatistics } from './_model/statistics-queries';

export const metadata: Metadata = { title: 'Statistics' };

export default async function Statistics({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const filters = await createLoader(STATISTICS_FILTERS)(searchParams);
  return (
    <Prefetched
      reads={(trpc) => [getStatistics(trpc, filters, 'day'), getStatistics(trpc, filters, filters.by)]}
    >
      <StatisticsPage />
    </Prefetched>
  );
}
