import type { Metadata } from 'next';
import { createLoader, type SearchParams } from 'nuqs/server';
import { Prefetched } from '@/app/_trpc/prefetched';
import { ModelsPage } from './_components/models-page';
import { listPrices, PRICE_PARAMS } from './_model/price-queries';

export const metadata: Metadata = { title: 'Models and prices' };

export default async function Models({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await createLoader(PRICE_PARAMS)(searchParams);
  return (
    <Prefetched reads={(trpc) => [listPrices(trpc, params)]}>
      <ModelsPage />
    </Prefetched>
  );
}
