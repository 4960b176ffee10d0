import type { Metadata } from 'next';
import { createLoader, type SearchParams } from 'nuqs/server';
import { Prefetched } from '@/app/_trpc/prefetched';
import { DeliveryList } from './_components/delivery-list';
import { DELIVERY_FILTERS } from './_model/delivery-filters';
import { listDeliveries } from './_model/delivery-queries';

export const metadata: Metadata = { title: 'Deliveries' };

export default async function DeliveriesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const filters = await createLoader(DELIVERY_FILTERS)(searchParams);
  return (
    <Prefetched reads={(trpc) => [listDeliveries(trpc, filters)]}>
      <DeliveryList />
    </Prefetched>
  );
}
