import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for a time in milliseconds, at most until `signal` aborts. Never rejects. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return sleep(ms, undefined, { signal }).catch(() => undefined);
}
