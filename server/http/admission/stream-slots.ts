import { domainError } from '@/server/shared/errors';

const RETRY_AFTER_MS = 5_000;

type StreamSlot = { signal: AbortSignal; release: () => void };

export type StreamSlots = {
  /** Takes a place for a stream, ended by `signal`, by `release` or by `closeAll`; throws overloaded when all are taken. */
  take(signal: AbortSignal): StreamSlot;
  /** Ends every stream, so that a process can stop. */
  closeAll(): void;
};

/** Bounds how many streams a process holds open. */
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
