/** Wakes one waiter; a ring while nobody waits is kept for the next wait. */
export type Bell = {
  ring(): void;
  /** Resolves at the next ring, after `timeoutMs`, or when the signal is aborted. */
  wait(timeoutMs: number, abort: AbortSignal): Promise<void>;
};

export function createBell(): Bell {
  let rung = false;
  let wake: (() => void) | null = null;

  const ring = (): void => {
    rung = true;
    wake?.();
  };
  const wait = async (timeoutMs: number, abort: AbortSignal): Promise<void> => {
    if (!rung && !abort.aborted)
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
    rung = false;
  };
  return { ring, wait };
}
