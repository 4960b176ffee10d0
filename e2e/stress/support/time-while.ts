import { type Percentiles, toPercentiles } from './percentiles';

/** Repeats a read during other work, at least `least` times; returns its durations in milliseconds. */
export async function timeWhile(
  read: () => Promise<unknown>,
  act: () => Promise<void>,
  { least }: { least: number },
): Promise<Percentiles> {
  let isDone = false;
  const running = act().finally(() => {
    isDone = true;
  });
  const took: number[] = [];
  while (!isDone || took.length < least) {
    const startedAt = performance.now();
    await read();
    took.push(performance.now() - startedAt);
  }
  await running;
  return toPercentiles(took);
}
