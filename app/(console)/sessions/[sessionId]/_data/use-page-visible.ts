'use client';
import { useSyncExternalStore } from 'react';

/** Whether the page is in sight. A browser holds few connections to a site, so hidden pages let go of theirs. */
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
