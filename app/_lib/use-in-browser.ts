'use client';
import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** What only the browser knows, and `before` while it draws what the server has drawn. `read` gives an equal value each time. */
export function useInBrowser<T extends string | boolean>(read: () => T, before: T): T {
  return useSyncExternalStore(never, read, () => before);
}

/** Whether what the server drew is in the browser's hands. */
export function useMounted(): boolean {
  return useInBrowser(isMounted, false);
}

const isMounted = (): boolean => true;
