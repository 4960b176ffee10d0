import { keepPreviousData } from '@tanstack/react-query';
import type { Trpc } from '@/app/_trpc/context';
import { type DeliveryFilters, toListInput } from './delivery-filters';

const ROWS = 50;
// The visible page is refetched while shown: one indexed query.
const LIVE_MS = 3_000;

/** The deliveries of the list. */
export function listDeliveries(trpc: Trpc, filters: DeliveryFilters) {
  return trpc.delivery.list.queryOptions(
    { ...toListInput(filters), limit: ROWS },
    { refetchInterval: LIVE_MS, placeholderData: keepPreviousData },
  );
}
