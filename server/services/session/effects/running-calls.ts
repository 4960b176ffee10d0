/** The outgoing calls that this process is making; they go on independently of the requests that led to them. */
export type RunningCalls = {
  /** Starts work that handles its own errors and stops soon after the signal is aborted; `id` is what it can be canceled by. */
  start(work: (signal: AbortSignal) => Promise<void>, id?: string): void;
  /** Aborts the work with this id, if this process does it. */
  cancel(id: string): void;
  /** Waits up to `graceMs` for running work, then aborts the rest and waits until it has stopped. */
  stop(graceMs: number): Promise<void>;
};

export function createRunningCalls(): RunningCalls {
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();

  const cancels = new Map<string, AbortController>();

  const start = (work: (signal: AbortSignal) => Promise<void>, id?: string): void => {
    const canceling = new AbortController();
    const signal = AbortSignal.any([stopping.signal, canceling.signal]);
    const mine = work(signal).finally(() => {
      running.delete(mine);
      if (id !== undefined && cancels.get(id) === canceling) cancels.delete(id);
    });
    running.add(mine);
    if (id !== undefined) cancels.set(id, canceling);
  };

  const stop = async (graceMs: number): Promise<void> => {
    const timer = setTimeout(() => stopping.abort(), graceMs);
    // Work that ends can start more: the turn after an answer may make another call.
    while (running.size > 0) await Promise.all(running);
    clearTimeout(timer);
    stopping.abort();
  };

  return { start, stop, cancel: (id) => cancels.get(id)?.abort() };
}
