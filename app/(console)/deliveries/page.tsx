import type { Metadata } from 'next';
import { OnceReady } from '@/app/_ui/once-ready';
import { DeliveryList } from './_components/delivery-list';

export const metadata: Metadata = { title: 'Deliveries' };

export default function DeliveriesPage() {
  return (
    <OnceReady>
      <DeliveryList />
    </OnceReady>
  );
}
