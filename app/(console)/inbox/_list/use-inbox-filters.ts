'use client';
import { useQueryStates } from 'nuqs';
import { useCallback } from 'react';
import { paths } from '@/app/_lib/paths';
import { INBOX_FILTERS, type InboxFilters, toInboxQuery } from '../_model/inbox-filters';

/** The filters in the address, with a setter. Opening a conversation adds a step to the browser's history. */
export function useInboxFilters() {
  const [filters, set] = useQueryStates(INBOX_FILTERS);
  const isOpen = filters.open !== null;
  const change = useCallback(
    (part: Partial<InboxFilters>) => void set(part, { history: part.open && !isOpen ? 'push' : 'replace' }),
    [set, isOpen],
  );
  const hrefOf = useCallback((open: string) => paths.inbox() + toInboxQuery({ ...filters, open }), [filters]);
  return { filters, change, hrefOf };
}
