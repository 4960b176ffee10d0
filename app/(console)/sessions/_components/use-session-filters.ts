'use client';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import { STATUS_OPTIONS } from '@/app/_features/session/session-status';
import { parseFilters, type SessionFilters, toQuery } from '../_model/session-filters';

const STATUSES = STATUS_OPTIONS.map(({ value }) => value);

/** The filters in the address, and how to change some of them; a change leads back to the newest. */
export function useSessionFilters() {
  const query = useSearchParams();
  const path = usePathname();
  const router = useRouter();
  const filters = useMemo(() => parseFilters(query, STATUSES), [query]);
  const change = useCallback(
    (part: Partial<SessionFilters>) =>
      router.replace(`${path}${toQuery({ ...filters, cursor: null, ...part })}`, { scroll: false }),
    [filters, path, router],
  );
  return { filters, change };
}
