import type { Trpc } from '@/app/_trpc/context';

const PENDING_MS = 1_000;
const FINISHED_MS = 10_000;

/** A delivery, refetched often while it is pending. */
export function getDelivery(trpc: Trpc, deliveryId: string) {
  return trpc.delivery.get.queryOptions(
    { deliveryId },
    { refetchInterval: ({ state }) => (state.data?.status === 'pending' ? PENDING_MS : FINISHED_MS) },
  );
}
