import type { Metadata } from 'next';
import { Suspense } from 'react';
import { DeliveryList } from './_components/delivery-list';

export const metadata: Metadata = { title: 'Deliveries' };

export default function DeliveriesPage() {
  return (
    <Suspense>
      <DeliveryList />
    </Suspense>
  );
}
