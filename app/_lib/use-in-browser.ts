'use client';
import { useSyncExternalStore } from 'react';

const never = () => () => {};

/**
 * A value that only the browser knows, and `before` during hydration. `read` must return an equal value each time.
 */
export function useInBrowser<T extends string | boolean>(read: () => T, before: T): T {
  return useSyncExternalStore(never, read, () => before);
}

/** Whether the page has hydrated. */
export function useMounted(): boolean {
  return useInBrowser(isMounted, false);
}

const isMounted = (): boolean => true;
