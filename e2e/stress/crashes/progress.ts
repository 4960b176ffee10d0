/** Counts what was acknowledged, and tells those who wait for it. */
export type Progress = {
  acknowledged(): number;
  acknowledge(): void;
  /** Waits for so many in all, at most `limitMs`; false when there are fewer then. */
  reach(count: number, limitMs: number): Promise<boolean>;
};

/** Begins at nothing. */
export function createProgress(): Progress {
  const waiting = new Set<() => void>();
  let count = 0;
  const acknowledge = (): void => {
    count += 1;
    for (const look of [...waiting]) look();
  };
  const reach = (wanted: number, limitMs: number): Promise<boolean> =>
    new Promise((resolve) => {
      const end = (isReached: boolean): void => {
        clearTimeout(timer);
        waiting.delete(look);
        resolve(isReached);
      };
      const look = (): void => {
        if (count >= wanted) end(true);
      };
      const timer = setTimeout(() => end(false), limitMs);
      waiting.add(look);
      look();
    });
  return { acknowledged: () => count, acknowledge, reach };
}
