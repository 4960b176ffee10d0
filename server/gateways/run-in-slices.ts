import { performance } from 'node:perf_hooks';

/** The longest time that one task may block the event loop, in milliseconds. */
const SLICE_MS = 2;

let last: Promise<void> = Promise.resolve();

/**
 * Runs work in steps without blocking the event loop: in slices of 2 ms, one per round of the loop. Tasks take turns.
 */
export async function runInSlices<T>(steps: Iterator<undefined, T, undefined>): Promise<T> {
  for (;;) {
    await nextSlice();
    const until = performance.now() + SLICE_MS;
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() < until);
  }
}

function nextSlice(): Promise<void> {
  last = last.then(() => new Promise((resolve) => setImmediate(resolve)));
  return last;
}
