/** Wakes one waiter; a signal without a waiter is kept for the next wait. */
export type Wakeup = {
  signal(): void;
  /** Resolves at the next signal, after `timeoutMs`, or when `abort` is aborted. */
  wait(timeoutMs: number, abort: AbortSignal): Promise<void>;
};

export function createWakeup(): Wakeup {
  let isSignaled = false;
  let wake: (() => void) | null = null;

  const signal = (): void => {
    isSignaled = true;
    wake?.();
  };
  const wait = async (timeoutMs: number, abort: AbortSignal): Promise<void> => {
    if (!isSignaled && !abort.aborted)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, timeoutMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
        abort.addEventListener('abort', wake, { once: true });
      });
    if (wake) abort.removeEventListener('abort', wake);
    wake = null;
    isSignaled = false;
  };
  return { signal, wait };
}
