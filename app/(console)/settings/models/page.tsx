import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { Prefetched } from '@/app/_trpc/prefetched';
import { ModelsPage } from './_components/models-page';
import { listPrices, loadPriceParams } from './_model/price-queries';

export const metadata: Metadata = { title: 'Models and prices' };

export default async function Models({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await loadPriceParams(searchParams);
  return (
    <Prefetched reads={(trpc) => [listPrices(trpc, params)]}>
      <ModelsPage />
    </Prefetched>
  );
}
