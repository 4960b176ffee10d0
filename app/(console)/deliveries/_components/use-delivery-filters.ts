'use client';
import { useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import { paths } from '@/app/_lib/paths';
import { type DeliveryFilters, parseFilters, toQuery } from '../_model/delivery-filters';

/** The filters in the address, how to change some of them, which leads back to the newest, and how to page on. */
export function useDeliveryFilters() {
  const query = useSearchParams();
  const filters = useMemo(() => parseFilters(query), [query]);
  const change = useCallback((part: Partial<DeliveryFilters>) => {
    // What the address says now may be newer than what was rendered.
    const latest = parseFilters(new URLSearchParams(window.location.search));
    window.history.replaceState(null, '', addressOf({ ...latest, cursor: null, ...part }));
  }, []);
  const goTo = useCallback(
    (cursor: string) => {
      window.history.pushState(null, '', addressOf({ ...filters, cursor }));
      window.scrollTo({ top: 0 });
    },
    [filters],
  );
  return { filters, change, goTo };
}

function addressOf(filters: DeliveryFilters): string {
  return paths.deliveries() + toQuery(filters);
}
