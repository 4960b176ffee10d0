/** Opens the worker of strange people; it takes a `FuzzOrder` and answers with `FuzzAnswer`s. */
export function openFuzzWorker(): Worker {
  return new Worker(new URL('../engine-worker/fuzz.worker.ts', import.meta.url));
}
