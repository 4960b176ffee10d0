'use client';
import { useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

const NAMES = ['actor', 'thing', 'id', 'search', 'entry'] as const;

/** What the log is narrowed to and which entry is open; it lives in the address. Empty is not narrowed. */
export type AuditFilters = Record<(typeof NAMES)[number], string>;

/** The filters in the address, and how to change some of them. */
export function useAuditFilters() {
  const query = useSearchParams();
  const filters = Object.fromEntries(NAMES.map((name) => [name, query.get(name) ?? ''])) as AuditFilters;
  const change = useCallback((part: Partial<AuditFilters>) => {
    const next = new URL(window.location.href);
    for (const [name, value] of Object.entries(part)) {
      if (value) next.searchParams.set(name, value);
      else next.searchParams.delete(name);
    }
    window.history.replaceState(null, '', next);
  }, []);
  return { filters, change };
}
