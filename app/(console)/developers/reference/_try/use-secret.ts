'use client';
import { useCallback, useSyncExternalStore } from 'react';
import { SECRET_KEYS } from '@/app/_lib/browser-data';

const listeners = new Set<() => void>();

/** The reader's own credential of a kind, kept in this tab only. */
export function useSecret(kind: string): [string, (secret: string) => void] {
  const key = `${SECRET_KEYS}${kind}`;
  const secret = useSyncExternalStore(
    subscribe,
    () => sessionStorage.getItem(key) ?? '',
    () => '',
  );
  const change = useCallback(
    (next: string) => {
      if (next) sessionStorage.setItem(key, next);
      else sessionStorage.removeItem(key);
      for (const notify of listeners) notify();
    },
    [key],
  );
  return [secret, change];
}

function subscribe(notify: () => void): () => void {
  listeners.add(notify);
  return () => listeners.delete(notify);
}
