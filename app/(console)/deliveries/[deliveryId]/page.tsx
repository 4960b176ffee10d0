import type { Metadata } from 'next';
import { DeliveryPage } from './_components/delivery-page';

export const metadata: Metadata = { title: 'Delivery' };

export default async function Delivery({ params }: { params: Promise<{ deliveryId: string }> }) {
  const { deliveryId } = await params;
  return <DeliveryPage deliveryId={deliveryId} />;
}
