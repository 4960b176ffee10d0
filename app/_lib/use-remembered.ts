'use client';
import { useCallback, useSyncExternalStore } from 'react';

const KEYS = 'parley.view.';
const listeners = new Set<() => void>();

/** A setting of this browser, such as whether a panel is shown; `initial` until it was set, and on the server. */
export function useRemembered(name: string, initial: boolean): [boolean, (next: boolean) => void] {
  const read = () => readSetting(name) ?? initial;
  const value = useSyncExternalStore(subscribe, read, () => initial);
  const set = useCallback(
    (next: boolean) => {
      writeSetting(name, next);
      for (const notify of listeners) notify();
    },
    [name],
  );
  return [value, set];
}

function subscribe(notify: () => void): () => void {
  listeners.add(notify);
  window.addEventListener('storage', notify);
  return () => {
    listeners.delete(notify);
    window.removeEventListener('storage', notify);
  };
}

// A browser without storage remembers until the page is left.
const unstored = new Map<string, boolean>();

function readSetting(name: string): boolean | null {
  try {
    const text = localStorage.getItem(KEYS + name);
    return text === null ? (unstored.get(name) ?? null) : text === 'true';
  } catch {
    return unstored.get(name) ?? null;
  }
}

function writeSetting(name: string, value: boolean): void {
  unstored.set(name, value);
  try {
    localStorage.setItem(KEYS + name, String(value));
  } catch {
    // It is in `unstored`.
  }
}
