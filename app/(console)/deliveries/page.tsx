import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { Prefetched } from '@/app/_trpc/prefetched';
import { DeliveryList } from './_components/delivery-list';
import { loadDeliveryFilters } from './_model/delivery-filters';
import { listDeliveries } from './_model/delivery-queries';

export const metadata: Metadata = { title: 'Deliveries' };

export default async function DeliveriesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const filters = await loadDeliveryFilters(searchParams);
  return (
    <Prefetched reads={(trpc) => [listDeliveries(trpc, filters)]}>
      <DeliveryList />
    </Prefetched>
  );
}
