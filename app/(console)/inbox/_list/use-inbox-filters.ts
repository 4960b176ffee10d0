'use client';
import { useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import { paths } from '@/app/_lib/paths';
import { type InboxFilters, parseInboxFilters, toInboxQuery } from '../_model/inbox-filters';

/**
 * What the address says, and how to change it. An opened conversation is a step that the browser goes back from; a filter
 * is not. The server is not asked for the page again: nothing but the query differs.
 */
export function useInboxFilters() {
  const query = useSearchParams();
  const filters = useMemo(() => parseInboxFilters(query), [query]);
  const change = useCallback((part: Partial<InboxFilters>) => {
    // What the address says now may be newer than what was rendered.
    const latest = parseInboxFilters(new URLSearchParams(window.location.search));
    const address = paths.inbox(toInboxQuery({ ...latest, ...part }));
    const opens = Boolean(part.open) && latest.open === null;
    if (opens) window.history.pushState(null, '', address);
    else window.history.replaceState(null, '', address);
  }, []);
  const hrefOf = useCallback((open: string) => paths.inbox(toInboxQuery({ ...filters, open })), [filters]);
  return { filters, change, hrefOf };
}
