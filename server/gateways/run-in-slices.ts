import { performance } from 'node:perf_hooks';

/** How long one piece of work may hold the event loop before others have their turn, in milliseconds. */
const SLICE_MS = 2;

let last: Promise<void> = Promise.resolve();

/**
 * Does work that comes in steps without holding the event loop: in slices of 2 ms, one slice a round of the loop however
 * many such works there are, which take turns.
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
