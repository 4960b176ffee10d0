/**
 * Makes a reading that many may ask for: those who ask while one is under way get it too, and it is given out for
 * `keepMs` after it came, so that asking often costs nothing. A failure is not kept.
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
