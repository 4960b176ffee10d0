'use client';
import { type parseAsString, type UseQueryStatesKeysMap, useQueryStates, type Values } from 'nuqs';
import { useCallback } from 'react';

type Parsers = UseQueryStatesKeysMap & { cursor: typeof parseAsString };

/**
 * The filters of a list in the address. `change` sets some of them and returns to the newest page, `clear` removes
 * all of them, and `goTo` opens another page as a step of the browser's history.
 */
export function usePagedFilters<P extends Parsers>(parsers: P) {
  const [filters, set] = useQueryStates<Parsers>(parsers);
  const change = useCallback((part: Partial<Values<P>>) => void set({ cursor: null, ...part }), [set]);
  const clear = useCallback(() => void set(null), [set]);
  const goTo = useCallback(
    (cursor: string) => void set({ cursor }, { history: 'push', scroll: true }),
    [set],
  );
  return { filters: filters as Values<P>, change, clear, goTo };
}
