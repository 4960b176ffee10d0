import { domainError } from '@/server/shared/errors';

const RETRY_AFTER_MS = 5_000;

type StreamSlot = { signal: AbortSignal; release: () => void };

export type StreamSlots = {
  /** Takes a slot for a stream until `signal`, `release` or `closeAll` ends it; throws overloaded when none is free. */
  take(signal: AbortSignal): StreamSlot;
  /** Ends all streams, so that the process can stop. */
  closeAll(): void;
};

/** Bounds the number of streams that a process holds open. */
export function createStreamSlots(max: number): StreamSlots {
  const open = new Set<AbortController>();
  return {
    take(signal) {
      if (open.size >= max) throw domainError('overloaded', { retryAfterMs: RETRY_AFTER_MS });
      const controller = new AbortController();
      const release = () => {
        open.delete(controller);
        controller.abort();
      };
      open.add(controller);
      if (signal.aborted) release();
      else signal.addEventListener('abort', release, { once: true });
      return { signal: controller.signal, release };
    },
    closeAll() {
      for (const controller of [...open]) {
        open.delete(controller);
        controller.abort();
      }
    },
  };
}
