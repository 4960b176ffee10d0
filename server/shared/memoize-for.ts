/**
 * Shares the result of `read`: calls during a read get its result, and calls within `keepMs` after it get the same one.
 * Failures are not kept.
 */
export function memoizeFor<T>(read: () => Promise<T>, keepMs: number): () => Promise<T> {
  let held: Promise<T> | null = null;
  let freshUntil = Number.POSITIVE_INFINITY;

  const renew = (): Promise<T> => {
    freshUntil = Number.POSITIVE_INFINITY;
    const mine = read();
    held = mine;
    mine.then(
      () => {
        freshUntil = performance.now() + keepMs;
      },
      () => {
        if (held === mine) held = null;
      },
    );
    return mine;
  };

  return () => (held && performance.now() < freshUntil ? held : renew());
}
