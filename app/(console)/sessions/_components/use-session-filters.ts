'use client';
import { useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import { STATUS_OPTIONS } from '@/app/_features/session/session-status';
import { paths } from '@/app/_lib/paths';
import { parseFilters, type SessionFilters, toQuery } from '../_model/session-filters';

const STATUSES = STATUS_OPTIONS.map(({ value }) => value);

/**
 * The filters in the address, how to change some of them, which leads back to the newest, and how to go to a further page.
 * The address is changed without asking the server for the page again: nothing but the query differs.
 */
export function useSessionFilters() {
  const query = useSearchParams();
  const filters = useMemo(() => parseFilters(query, STATUSES), [query]);
  const change = useCallback((part: Partial<SessionFilters>) => {
    // What the address says now may be newer than what was rendered.
    const latest = parseFilters(new URLSearchParams(window.location.search), STATUSES);
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

function addressOf(filters: SessionFilters): string {
  return paths.sessions() + toQuery(filters);
}
