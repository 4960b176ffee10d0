'use client';
import { useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

/**
 * Reads and changes one parameter of the address, so that a view can be sent to someone; null when it is not there. The
 * address changes at once, so that two changes in a row cannot undo each other, and without asking the server again.
 */
export function useQueryParam(name: string): [string | null, (value: string | null) => void] {
  const query = useSearchParams();
  const change = useCallback(
    (value: string | null) => {
      const next = new URL(window.location.href);
      if (value) next.searchParams.set(name, value);
      else next.searchParams.delete(name);
      window.history.replaceState(null, '', next);
    },
    [name],
  );
  return [query.get(name), change];
}
