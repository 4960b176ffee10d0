'use client';
import { useSyncExternalStore } from 'react';

/** Whether the page is visible. A browser allows few connections per site, so hidden pages close theirs. */
export function usePageVisible(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => document.visibilityState === 'visible',
    () => true,
  );
}

function subscribe(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
}
