/** The outgoing calls that this process is making; they go on independently of the requests that led to them. */
export type RunningCalls = {
  /** Starts work that handles its own errors and stops soon after the signal is aborted. */
  start(work: (signal: AbortSignal) => Promise<void>): void;
  /** Waits up to `graceMs` for running work, then aborts the rest and waits until it has stopped. */
  stop(graceMs: number): Promise<void>;
};

export function createRunningCalls(): RunningCalls {
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();

  const start = (work: (signal: AbortSignal) => Promise<void>): void => {
    const mine = work(stopping.signal).finally(() => running.delete(mine));
    running.add(mine);
  };

  const stop = async (graceMs: number): Promise<void> => {
    const timer = setTimeout(() => stopping.abort(), graceMs);
    // Work that ends can start more: the turn after an answer may make another call.
    while (running.size > 0) await Promise.all(running);
    clearTimeout(timer);
    stopping.abort();
  };

  return { start, stop };
}
