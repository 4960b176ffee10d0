'use client';
import { useSyncExternalStore } from 'react';
import { useFirstPaint } from '@/app/_lib/first-paint';

const TICK_MS = 1_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/**
 * The time in milliseconds since 1970, updated once a second; at first the time at which the server rendered the
 * page.
 */
export function useNow(): number {
  const { drawnAt } = useFirstPaint();
  return useSyncExternalStore(subscribe, readNow, () => drawnAt);
}

function readNow(): number {
  return Math.floor(Date.now() / TICK_MS) * TICK_MS;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(notifyAll, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function notifyAll(): void {
  for (const notify of listeners) notify();
}
