/** The outgoing calls that this process is making, beside the requests that wait for them. */
export type RunningCalls = {
  /** Begins work that must see to its own failures; it should stop soon once the signal is aborted. */
  start(work: (signal: AbortSignal) => Promise<void>): void;
  /** Waits `graceMs` for the work under way, then aborts what is left and waits for it to stop. */
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
    // What ends may begin more: a turn that follows an answer can call again.
    while (running.size > 0) await Promise.all(running);
    clearTimeout(timer);
    stopping.abort();
  };

  return { start, stop };
}
