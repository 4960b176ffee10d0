import type { Metadata } from 'next';
import { Prefetched } from '@/app/_trpc/prefetched';
import { DeliveryPage } from './_components/delivery-page';
import { getDelivery } from './_model/delivery-query';

export const metadata: Metadata = { title: 'Delivery' };

export default async function Delivery({ params }: { params: Promise<{ deliveryId: string }> }) {
  const { deliveryId } = await params;
  return (
    <Prefetched reads={(trpc) => [getDelivery(trpc, deliveryId)]}>
      <DeliveryPage deliveryId={deliveryId} />
    </Prefetched>
  );
}
