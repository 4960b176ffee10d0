import { setTimeout as pause } from 'node:timers/promises';
import type { ServerProcess } from './stress-env';

const LOOK_MS = 500;

/** Samples a process's memory; `stop` returns the maximum in MiB. */
export function watchMemory({ readMemory }: ServerProcess): { stop(): Promise<number> } {
  const stopping = new AbortController();
  let peak = 0;
  const watch = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      peak = Math.max(peak, await readMemory());
      await pause(LOOK_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const watching = watch();
  // `stop` rethrows the error; until then it must not be unhandled.
  watching.catch(() => undefined);
  return {
    stop: async () => {
      stopping.abort();
      await watching;
      return peak;
    },
  };
}
